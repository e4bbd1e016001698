package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private final CommandLineRun run = new CommandLineRun();

    @ParameterizedTest
    @ValueSource(strings = {"", "stress", "replay", "simulate", "prove"})
    void everyCommandHasHelpAndAVersion(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(run.printed())
                .startsWith(("Usage: lastroom " + command).strip())
                .doesNotContain("\u001b");
        assertThat(run(command + " --version")).isZero();
        assertThat(run.printed()).startsWith("lastroom ");
    }

    private int run(String call) {
        return run.statusOf(
                Stream.of(call.split(" +")).filter(word -> !word.isEmpty()).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | Say what to do
                    serve                                  | serve
                    stress --url ftp://host                | --url must be like http://127.0.0.1:8080
                    stress --key secret                    | --key is for a server
                    stress --url http://h --db jdbc:sqlite:x.db | not both
                    stress --seed many                     | --seed
                    stress --db mysql                      | db.url must begin with jdbc:sqlite: or jdbc:postgresql:
                    replay                                 | FILE
                    replay none.csv --overbook 101         | --overbook must be 0 to 100
                    replay none.csv                        | There is no file none.csv
                    simulate --minutes 0                   | --minutes
                    prove --trial luck                     | --trial
                    """)
    void aWrongCallIsReportedInOneSentenceAndEndsWithStatusTwo(String call, String sentence) {
        assertThat(run(call)).isEqualTo(2);
        assertThat(run.complaint()).startsWith("lastroom: ").contains(sentence).hasLineCount(1);
        assertThat(run.printed()).isEmpty();
    }
}
