package dev.lastroom.proof.overload;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.store.Fault;
import dev.lastroom.proof.store.FaultyStore;
import dev.lastroom.proof.store.SqliteBed;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.store.jdbc.guard.Breaker;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A complete service on a SQLite file on a slow disk that can go away. Its lane is the limit, not the machine, so a
 * client on the same machine can send ten times what it can carry. Thread-safe.
 */
final class SlowHotel implements AutoCloseable {

    /** How long every transaction takes, in addition to SQLite's own time. */
    static final Duration TRANSACTION = Duration.ofMillis(40);

    /** How many commands a transaction carries: with the time above, about 110 bookings a second. */
    static final int BATCH_MAX = 5;

    /** As the guide says: the longest wait of an unloaded command, which is two transactions. */
    static final Duration WAIT_MAX = TRANSACTION.multipliedBy(2);

    /** A night with rooms for everybody. */
    static final LocalDate NIGHT = LocalDate.of(2027, 1, 15);

    static final String ROOM_TYPE = "deluxe";

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final int ROOMS = 100_000;

    private final SqliteBed bed;
    private final Store sqlite;
    private final GuardedStore breaker;
    private final BookingEngine engine;
    private final HttpService http;
    private final LongAdder faults = new LongAdder();
    private volatile boolean away;

    SlowHotel(long seed, EngineSettings settings) throws IOException {
        bed = new SqliteBed();
        sqlite = bed.open();
        breaker = new GuardedStore(
                new FaultyStore(sqlite, this::fault, false),
                new BreakerSettings(3, TRANSACTION.multipliedBy(2)),
                ReadSettings.DEFAULT);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        engine = new BookingEngine(
                breaker, settings, InstantSource.fixed(NOW), IdSource.seeded(seed), new EngineMetrics(registry));
        engine.submit(SaveProperty.of("lisbon", "Hotel Lisboa", "UTC", "EUR")).orElseThrow();
        engine.submit(SaveRoomType.of(ROOM_TYPE, "lisbon", "Deluxe", ROOMS, 12_000))
                .orElseThrow();
        engine.submit(new OpenNights(new RoomTypeId(ROOM_TYPE), NIGHT, NIGHT.plusDays(1), null, null))
                .orElseThrow();
        http = HttpService.start(HttpSettings.DEFAULT.withPort(0), engine, Keyring.open(), registry);
    }

    /** The settings that fit such a disk. */
    static EngineSettings fitting() {
        return EngineSettings.DEFAULT.withLanes(1).withQueue(10_000, BATCH_MAX).withLaneWaitMax(WAIT_MAX);
    }

    /** An unbounded queue, as a negative control. */
    static EngineSettings unbounded() {
        return fitting().withQueue(1_000_000, BATCH_MAX).withLaneWaitMax(Duration.ofDays(1));
    }

    private Fault fault(List<Request<?>> batch) {
        LockSupport.parkNanos(TRANSACTION.toNanos());
        if (away) {
            faults.increment();
            return Fault.UNAVAILABLE;
        }
        return Fault.NONE;
    }

    URI url() {
        return URI.create("http://" + HttpSettings.DEFAULT.host() + ":" + http.port());
    }

    /** Makes the database stop answering, or answer again. */
    void away(boolean isAway) {
        away = isAway;
    }

    Breaker.State breaker() {
        return breaker.bookings().state();
    }

    long faults() {
        return faults.sum();
    }

    Night night() {
        return sqlite.reads()
                .nights(new RoomTypeId(ROOM_TYPE), NIGHT, NIGHT.plusDays(1))
                .getFirst();
    }

    boolean isConsistent() {
        return sqlite.reads().integrity().consistent();
    }

    @Override
    public void close() {
        http.close();
        engine.close();
        sqlite.close();
        bed.close();
    }
}
