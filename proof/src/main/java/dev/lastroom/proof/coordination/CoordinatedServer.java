package dev.lastroom.proof.coordination;

import dev.lastroom.coordination.redis.RedisCoordination;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.testkit.coordination.Liar;
import dev.lastroom.store.testkit.coordination.LocalRedis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * A server that takes turns by leases on Redis, and counts them. Thread-safe.
 *
 * @param other its connection to the other Redis
 */
record CoordinatedServer(BookingEngine engine, Switched coordination, RedisCoordination other, LongAdder granted)
        implements AutoCloseable {

    private static final String PREFIX = "trial";

    static CoordinatedServer open(int databasePort, LocalRedis usual, LocalRedis other) {
        String url = "jdbc:postgresql://localhost:" + databasePort + "/postgres?user=postgres";
        PostgresStore store = PostgresStore.open(PostgresSettings.of(url));
        Switched coordination = new Switched(RedisCoordination.open(usual.url(), PREFIX));
        LongAdder granted = new LongAdder();
        EngineListener counter = new EngineListener() {
            @Override
            public void leaseAwaited(boolean isGranted, Duration wait) {
                if (isGranted) {
                    granted.increment();
                }
            }
        };
        EngineSettings settings = EngineSettings.DEFAULT;
        EngineClock clock = EngineClock.of(store, InstantSource.system(), settings.clock());
        BookingEngine engine = new BookingEngine(store, settings, clock, IdSource.secure(), counter, coordination);
        return new CoordinatedServer(engine, coordination, RedisCoordination.open(other.url(), PREFIX), granted);
    }

    long leases() {
        return granted.sum();
    }

    void useOtherRedis() {
        coordination.to(other);
    }

    void useLiar() {
        coordination.to(new Liar());
    }

    void useUsualRedis() {
        coordination.back();
    }

    @Override
    public void close() {
        engine.close();
        other.close();
    }
}
