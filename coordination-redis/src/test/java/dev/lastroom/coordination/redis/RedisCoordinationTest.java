package dev.lastroom.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.lane.Coordination.Lease;
import dev.lastroom.store.testkit.coordination.CoordinationContract;
import dev.lastroom.store.testkit.coordination.LocalRedis;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = LocalRedis.IS_INSTALLED, disabledReason = LocalRedis.MISSING)
class RedisCoordinationTest extends CoordinationContract {

    private static final int ROOM_TYPE = 1;
    private static final Duration SOON = Duration.ofSeconds(5);

    private LocalRedis redis;

    @BeforeEach
    void start() throws IOException {
        redis = LocalRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Override
    protected Coordination open() {
        return RedisCoordination.open(redis.url(), "test");
    }

    @Override
    protected int waiting(int roomType) {
        return Integer.parseInt(redis.ask("LLEN {test}:line:" + roomType).substring(1));
    }

    private static Lease soon(Coordination server) {
        return take(server, ROOM_TYPE, SOON);
    }

    private static void assertGoesOnWithout(Coordination server) {
        long start = System.nanoTime();
        assertThat(server.await(ROOM_TYPE)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void withoutRedisThereAreNoLeasesUntilItIsBack() throws Exception {
        redis.kill();
        try (Coordination server = open()) {
            assertGoesOnWithout(server);
            redis.startAgain();
            soon(server).close();
            redis.kill();
            assertGoesOnWithout(server);
            redis.startAgain();
            soon(server).close();
        }
    }

    @Test
    void aRedisThatDoesNotAnswerIsNotWaitedFor() throws Exception {
        try (Coordination server = open()) {
            soon(server).close();
            redis.pause();
            assertGoesOnWithout(server);
            redis.resume();
            soon(server).close();
        }
    }

    @Test
    void aLeaseExpiresWithItsHolder() {
        Coordination dies = open();
        Lease _ = soon(dies);
        dies.close();
        try (Coordination server = open()) {
            soon(server).close();
        }
    }

    /** A server in the line that died is passed over, not waited for. */
    @Test
    void aLeaseIsNotGivenToAServerThatIsGone() {
        try (Coordination server = open()) {
            Lease lease = soon(server);
            redis.ask("RPUSH {test}:line:" + ROOM_TYPE + " \"{test}:server:gone 1\"");
            lease.close();
            try (Lease next = soon(server)) {
                assertThat(next.waited()).isFalse();
            }
        }
    }

    /** A holder that comes late must not end the lease of the next. */
    @Test
    void aLeaseThatHasExpiredDoesNotEndItsSuccessor() {
        try (Coordination late = open();
                Coordination next = open();
                Coordination third = open()) {
            soon(third).close();
            Lease expired = soon(late);
            redis.empty();
            try (Lease _ = soon(next)) {
                expired.close();
                assertThat(third.await(ROOM_TYPE)).isNull();
            }
        }
    }

    /** Redis hands out numbers that grow, so that a lease tells which one is the later. */
    @Test
    void fencingNumbersGrow() {
        try (Coordination server = open()) {
            long last = 0;
            for (int i = 0; i < 3; i++) {
                try (Lease _ = soon(server)) {
                    String answer = redis.ask("EVAL \"return tonumber(redis.call('GET', KEYS[1]))\" 1 {test}:fence");
                    long fence = Long.parseLong(answer.substring(1));
                    assertThat(fence).isGreaterThan(last);
                    last = fence;
                }
            }
        }
    }

    @Test
    void aMalformedUrlOrPrefixIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisCoordination.open("http://localhost", "test"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisCoordination.open("redis://localhost", "a b"))
                .withMessageContaining("must be 1 to 64");
    }
}
