package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.server.cli.LastroomProcess;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the repository's example from its source, as its comment says. */
@Execution(ExecutionMode.CONCURRENT)
class ExampleTest {

    private static final Path SOURCE = Path.of("..", "examples", "EmbeddedBooking.java");

    @Test
    void theEmbeddedEngineBooksRepeatsRefusesAndCancels(@TempDir Path folder) throws Exception {
        try (LastroomProcess example =
                LastroomProcess.java(folder, SOURCE.toAbsolutePath().toString())) {
            String first = example.lineWith("booked: ");
            // The example counts from today, and the day may have changed.
            LocalDate arrival = LocalDate.parse(first.replaceFirst("booked: ann, (\\S+) .*", "$1"));

            assertThat(first + "\n" + example.rest()).isEqualTo("""
                            booked: ann, %1$s, 36000 EUR
                            already booked: ann, %1$s, 36000 EUR
                            refused: Insufficient inventory: requested 1 room but only 0 available on %2$s
                            cancelled: ann, %1$s, 36000 EUR
                            booked: bob, %3$s, 18000 EUR
                            consistent: true""".formatted(
                            Stay.of(arrival, 2), arrival.plusDays(1), Stay.of(arrival.plusDays(1), 1)));
            assertThat(example.end()).isZero();
            assertThat(example.errors()).isEmpty();
        }
    }
}
