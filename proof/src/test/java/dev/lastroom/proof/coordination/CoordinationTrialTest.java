package dev.lastroom.proof.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.coordination.redis.RedisCoordination;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.lane.Coordination.Lease;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.testkit.coordination.LocalRedis;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = LocalRedis.IS_INSTALLED, disabledReason = LocalRedis.MISSING)
class CoordinationTrialTest {

    private static final long SEED =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    private static final int HOT = 1;

    @Test
    void promisesAreKeptWhateverRedisDoes() throws Exception {
        System.out.println("CoordinationTrialTest: -Dlastroom.seed=" + SEED);
        TrialTally tally = new CoordinationTrial().run(SEED, true, _ -> {});
        assertThat(tally.proves()).as("%s", tally).isTrue();
    }

    /**
     * Negative control: the lease alone, without row locks, sells the last room twice. A holder that is paused between
     * its look and its sale does not know that its lease has ended.
     */
    @Test
    void aLeaseWithoutRowLocksSellsTheLastRoomTwice() throws Exception {
        AtomicInteger free = new AtomicInteger(1);
        AtomicInteger sold = new AtomicInteger();
        try (LocalRedis redis = LocalRedis.start();
                Coordination paused = RedisCoordination.open(redis.url(), "alone");
                Coordination other = RedisCoordination.open(redis.url(), "alone");
                Lease _ = take(paused)) {
            int seenByPaused = free.get();
            try (Lease _ = take(other)) {
                sell(free.get(), free, sold);
            }
            sell(seenByPaused, free, sold);
        }
        assertThat(sold).hasValue(2);
    }

    private static void sell(int seen, AtomicInteger free, AtomicInteger sold) {
        if (seen > 0) {
            free.set(seen - 1);
            sold.incrementAndGet();
        }
    }

    /** Waits for as long as it takes: here, until the lease of the paused holder has ended. */
    private static Lease take(Coordination server) {
        Lease lease = server.await(HOT);
        while (lease == null) {
            LockSupport.parkNanos(1_000_000);
            lease = server.await(HOT);
        }
        return lease;
    }
}
