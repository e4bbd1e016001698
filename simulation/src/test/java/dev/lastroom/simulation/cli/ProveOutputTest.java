package dev.lastroom.simulation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.cli.Console;
import dev.lastroom.simulation.prove.Tally;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProveOutputTest {

    private static final Tally KEPT =
            new Tally(52, 1_234_567, 98_765, 43, 0, 0, 0, Duration.ofMillis(2_100), List.of());
    private static final Tally BROKEN =
            new Tally(1, 20, 10, 0, 3, 2, 1, Duration.ZERO, List.of("booking B is gone after crash 7"));
    private static final Tally EMPTY = new Tally(0, 20, 10, 0, 0, 0, 0, Duration.ZERO, List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ProveOutput output = new ProveOutput(
            Console.plain(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, StandardCharsets.UTF_8)),
            false);

    @Test
    void aRowCountsWhatHappened() {
        assertThat(shown(Map.of("crash, postgres", KEPT)))
                .contains("seed 42")
                .containsPattern("crash, postgres +52 +1,234,567 +98,765 +43 +0 +0 +0 +2,100 ms")
                .contains("Nothing was lost, booked twice or oversold");
    }

    @Test
    void aBrokenPromiseIsNotHiddenAmongOthersThatWereKept() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        tallies.put("crash, sqlite", BROKEN);
        tallies.put("crash, postgres", KEPT);
        assertThat(shown(tallies))
                .containsPattern("crash, sqlite +1 +20 +10 +0 +3 +2 +1 +-")
                .contains("booking B is gone after crash 7", "A promise was broken")
                .doesNotContain("Nothing was lost");
    }

    @Test
    void aTrialInWhichNothingFailedShowsNothing() {
        assertThat(shown(Map.of("network", EMPTY))).doesNotContain("Nothing was lost");
    }

    private String shown(Map<String, Tally> tallies) {
        output.start(42);
        tallies.forEach(output::finished);
        output.end(42, tallies);
        return out.toString(StandardCharsets.UTF_8);
    }
}
