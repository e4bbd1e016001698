package dev.lastroom.engine.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of a booking's transitions, in the code and in the docs. */
class TransitionTest {

    private static final Path DRAWN = Path.of("../docs/concepts/booking-life.md");
    private static final Pattern ARROW = Pattern.compile("([A-Z_]+) --> ([A-Z_]+): .*");

    @Test
    void theDocsDrawWhatTheCodeAllows() throws IOException {
        Stream<String> allowed = Arrays.stream(Transition.values())
                .flatMap(step -> Arrays.stream(BookingStatus.values())
                        .filter(step::leadsFrom)
                        .map(from -> from + " to " + step.to()));
        Stream<String> drawn = Files.readAllLines(DRAWN).stream()
                .map(line -> ARROW.matcher(line.strip()))
                .filter(arrow -> arrow.matches())
                .map(arrow -> arrow.group(1) + " to " + arrow.group(2));
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(allowed.toList());
    }
}
