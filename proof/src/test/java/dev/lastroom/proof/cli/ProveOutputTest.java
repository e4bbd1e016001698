package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.server.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProveOutputTest {

    private static final TrialTally KEPT =
            new TrialTally(52, 1_234_567, 98_765, 43, 0, 0, 0, Duration.ofMillis(2_100), List.of());
    private static final TrialTally BROKEN =
            new TrialTally(1, 20, 10, 0, 3, 2, 1, Duration.ZERO, List.of("booking B is gone after crash 7"));
    private static final TrialTally EMPTY = new TrialTally(0, 20, 10, 0, 0, 0, 0, Duration.ZERO, List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aRowCountsWhatHappened() {
        assertThat(shown(Map.of("crash, postgres", KEPT), false))
                .contains("seed 42")
                .containsPattern("crash, postgres +52 +1,234,567 +98,765 +43 +0 +0 +0 +2,100 ms")
                .contains("Nothing was lost, booked twice or oversold");
    }

    @Test
    void aBrokenPromiseIsNotHiddenAmongOthersThatWereKept() {
        Map<String, TrialTally> tallies = new LinkedHashMap<>();
        tallies.put("crash, sqlite", BROKEN);
        tallies.put("crash, postgres", KEPT);
        assertThat(shown(tallies, false))
                .containsPattern("crash, sqlite +1 +20 +10 +0 +3 +2 +1 +-")
                .contains("booking B is gone after crash 7", "A promise was broken")
                .doesNotContain("Nothing was lost");
    }

    @Test
    void whatElseWasMeasuredIsShownBelowItsTrial() {
        TrialTally measured = KEPT.withFigures(List.of("killed, 10 times: no answer for 4 s"));
        assertThat(shown(Map.of("failover", measured), false)).contains("killed, 10 times: no answer for 4 s");
        assertThat(shown(Map.of("failover", measured), true)).contains("\"figures\":[\"killed, 10 times");
    }

    @Test
    void aTrialInWhichNothingFailedShowsNothing() {
        assertThat(shown(Map.of("network", EMPTY), false)).doesNotContain("Nothing was lost");
    }

    @Test
    void aTrialThatCannotRunHereSaysWhyAndProvesNothing() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        for (boolean json : new boolean[] {false, true}) {
            ProveOutput output = new ProveOutput(Console.plain(stream, stream), json);
            output.skipped("failover", "there are no signals");
            assertThat(output.end(42, Map.of())).isFalse();
            output.finished("crash", KEPT);
            assertThat(output.end(42, Map.of("crash", KEPT))).isTrue();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("failover +skipped: there are no signals")
                .contains("No trial ran", "{\"failover\":\"there are no signals\"}");
    }

    @Test
    void aProgramGetsOneObject() {
        JsonNode result = JsonMapper.shared().readTree(shown(Map.of("crash, sqlite", BROKEN), true));
        assertThat(result.get("kept").asBoolean()).isFalse();
        assertThat(result.get("seed").asLong()).isEqualTo(42);
        JsonNode trial = result.get("trials").get("crash, sqlite");
        assertThat(trial.get("faults").asLong()).isEqualTo(1);
        assertThat(trial.get("acknowledged").asLong()).isEqualTo(10);
        assertThat(trial.get("lost").asLong()).isEqualTo(3);
        assertThat(trial.get("double").asLong()).isEqualTo(2);
        assertThat(trial.get("oversold").asLong()).isEqualTo(1);
        assertThat(trial.get("findings").get(0).asString()).contains("booking B is gone");
    }

    private String shown(Map<String, TrialTally> tallies, boolean json) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ProveOutput output = new ProveOutput(Console.plain(stream, stream), json);
        output.start(42);
        tallies.forEach(output::finished);
        boolean _ = output.end(42, tallies);
        return out.toString(StandardCharsets.UTF_8);
    }
}
