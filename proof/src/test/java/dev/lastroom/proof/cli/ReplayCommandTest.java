package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.replay.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    private Path folder;

    private final CommandLineRun run = new CommandLineRun();

    @Test
    void aHistoryIsReplayedAndItsResultIsOneJsonObject() throws IOException {
        Path file = HistoryFile.ofEveryRule().writeTo(folder.resolve("history.csv.gz"));
        String db = "jdbc:sqlite:" + folder.resolve("replay.db");
        String expected = "{\"rows\":10,\"skipped\":1,\"accepted\":7,\"refused\":2,\"cancelled\":3,\"roomNights\":6,"
                + "\"roomTypes\":3,\"consistent\":true}";

        assertThat(run.status("replay", file.toString(), "--json")).isZero();
        assertThat(run.printed()).isEqualToIgnoringNewLines(expected);

        assertThat(run.status("replay", file.toString(), "--json", "--db", db)).isZero();
        assertThat(run.printed()).isEqualToIgnoringNewLines(expected);
        assertThat(run.status("replay", file.toString(), "--db", db)).isZero();
        assertThat(run.printed())
                .containsPattern("accepted +7\n")
                .contains("✓ Recount")
                .doesNotContain("\u001b");

        assertThat(run.statusOfServer("check", "--db", db)).isZero();
        assertThat(run.printed()).startsWith("✓ Consistent").contains("8 live bookings");
        assertThat(run.statusOfServer("check", "--from-events", "--db", db)).isZero();
        assertThat(run.printed()).startsWith("✓ Consistent").contains(" events");
    }

    @Test
    void aBadHistoryEndsWithStatusTwoAndNamesLineAndColumn() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "hotel,adr\nCity Hotel,1\n");

        assertThat(run.status("replay", file.toString())).isEqualTo(2);
        assertThat(run.complaint())
                .contains("bad.csv is not a booking history: line 1, column reserved_room_type")
                .hasLineCount(1);
    }
}
