package dev.lastroom.proof.starvation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lastroom.proof.prove.TrialTally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Judged by what was done and refused, never by time, because a build shares its machine. */
@Timeout(180)
class StarvationTrialTest {

    /** These find only a server that never answers, or never gives anything back. */
    private static final Bounds PATIENT =
            new Bounds(Duration.ofMillis(1_500), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** Long enough to see that the server never gives back what it keeps. */
    private static final Bounds IMPATIENT =
            new Bounds(Duration.ofMillis(1_500), Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final long seed =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));

    private TrialTally run(StarvationTrial trial, Bounds bounds, Attack... attacks) throws Exception {
        assumeThat(trial.obstacle()).isNull();
        System.out.println("-Dlastroom.seed=" + seed);
        return trial.run(seed, bounds, List.of(attacks), System.out::println);
    }

    @Test
    void halfSentRequestsAndUnreadAnswersStarveNoClient() throws Exception {
        TrialTally tally = run(StarvationTrial.sqlite(), PATIENT, Attack.NON_READERS, Attack.SLOW_SENDERS);
        assertThat(tally.findings()).as("%s", tally).isEmpty();
        assertThat(tally.proves()).as("%s", tally).isTrue();
    }

    /** The adversary may have all connections, and connections that read nothing are not cut. */
    @Test
    void aServerThatLetsOneClientHaveAllConnectionsIsFoundOut() throws Exception {
        StarvationTrial unguarded = StarvationTrial.sqlite()
                .with("LASTROOM_HTTP_CONNECTIONS_MAX", "60")
                .with("LASTROOM_HTTP_CONNECTIONS_PER_ADDRESS_MAX", "60")
                .with("LASTROOM_HTTP_WRITE_TIMEOUT", "1h");
        TrialTally tally = run(unguarded, IMPATIENT, Attack.NON_READERS);
        assertThat(tally.findings()).as("%s", tally).anyMatch(finding -> finding.contains("the server still holds"));
        assertThat(tally.kept()).isFalse();
    }
}
