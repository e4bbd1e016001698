package dev.lastroom.proof.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastroom.proof.prove.TrialTally;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The reference cluster loses its primary under load. If a primary waits for a standby, nothing is lost. If not, the
 * trial detects the loss.
 */
@Timeout(400)
@Execution(ExecutionMode.CONCURRENT)
class FailoverTrialTest {

    private static @Nullable Cluster cluster;

    private final SplittableRandom random;
    private final long seed =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));

    FailoverTrialTest() {
        random = new SplittableRandom(seed);
    }

    @BeforeAll
    static void start() throws Exception {
        String obstacle = Programs.obstacle();
        assumeTrue(obstacle == null, obstacle);
        cluster = new Cluster();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private TrialTally play(boolean synchronous, Failover... failovers) throws Exception {
        Cluster played = Objects.requireNonNull(cluster);
        played.setSynchronous(synchronous);
        try (Hotel hotel = new Hotel(played)) {
            for (Failover failover : failovers) {
                FailoverRun.play(hotel, failover, true, random.split());
            }
            return hotel.notes().tally(failovers.length);
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void noAcknowledgedBookingIsLostWithThePrimary() throws Exception {
        TrialTally tally = play(true, Failover.KILLED, Failover.HUNG);
        assertThat(tally.proves()).as("seed " + seed + ": " + tally).isTrue();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aPrimaryThatDoesNotWaitForItsStandbyIsFoundOut() throws Exception {
        TrialTally tally = play(false, Failover.KILLED);
        assertThat(tally.lost()).as("seed " + seed + ": " + tally).isPositive();
    }
}
