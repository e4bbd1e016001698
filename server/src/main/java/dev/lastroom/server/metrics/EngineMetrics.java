package dev.lastroom.server.metrics;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.calendar.SearchStats;
import dev.lastroom.engine.calendar.Searches;
import dev.lastroom.engine.command.AllotmentCommand;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.outcome.Code;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.store.jdbc.guard.Breaker;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadPool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Measures what happens in an engine. Thread-safe. */
public final class EngineMetrics implements EngineListener {

    /** From one commit on a fast disk to the longest transaction. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Counter bookings;
    private final Counter cancels;
    private final Counter changes;
    private final Counter replays;
    private final Counter retries;
    private final Counter keysSwept;
    private final DistributionSummary batchCommands;
    private final Timer lockWait;
    private final Timer transaction;
    private final Timer latency;
    private final Timer leasesGranted;
    private final Timer leasesMissed;

    /** Measures into {@code registry}. */
    public EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.bookings = counter("lastroom.bookings", "Bookings made");
        this.cancels = counter("lastroom.cancels", "Bookings cancelled");
        this.changes = counter("lastroom.changes", "Bookings confirmed, changed or moved on to another status");
        this.replays = counter("lastroom.replays", "Requests answered from an earlier one");
        this.retries = counter("lastroom.retries", "Transactions tried again after a conflict");
        this.keysSwept = counter("lastroom.keys.swept", "Idempotency keys removed because of their age");
        this.batchCommands = DistributionSummary.builder("lastroom.batch.commands")
                .description("Commands in one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                .register(registry);
        this.lockWait = timer("lastroom.lock.wait", "Time until a transaction holds its locks");
        this.transaction = timer("lastroom.transaction", "Time of a whole transaction");
        this.latency = timer("lastroom.command.latency", "Time from the arrival of a command to its outcome");
        this.leasesGranted = leases(true);
        this.leasesMissed = leases(false);
    }

    /** Also measures the commands waiting in {@code engine}, and the state of its clock. */
    public static void watch(MeterRegistry registry, BookingEngine engine) {
        Gauge.builder("lastroom.queue.depth", engine, BookingEngine::queueDepth)
                .description("Commands that wait for their transaction")
                .register(registry);
        Searches searches = engine.searches();
        counter(registry, searches, "memory", SearchStats::fromMemory);
        counter(registry, searches, "database", SearchStats::fromDatabase);
        FunctionCounter.builder(
                        "lastroom.search.loads", searches, it -> it.stats().statesRead())
                .description("Properties whose state was read from the database for searches in memory")
                .register(registry);
        Gauge.builder(
                        "lastroom.search.memory.nights",
                        searches,
                        it -> it.stats().nights())
                .description("Nights that searches keep in memory")
                .register(registry);
        Gauge.builder("lastroom.search.lag", searches, it -> it.stats().behind().toMillis() / 1e3)
                .description("How long ago searches in memory were last known to be at the end of the log; it grows"
                        + " while nobody searches")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("lastroom.clock.skew", engine, e -> e.clockSkew().toMillis() / 1e3)
                .description("How far this server's clock is ahead of the database's; negative if it is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    private static void counter(
            MeterRegistry registry, Searches searches, String source, ToDoubleFunction<SearchStats> count) {
        FunctionCounter.builder("lastroom.searches", searches, it -> count.applyAsDouble(it.stats()))
                .description("Searches, by what answered them")
                .tag("source", source)
                .register(registry);
    }

    /** Also measures the state of the database's breakers, and how full its thread pools are. */
    public static void watchStore(MeterRegistry registry, GuardedStore store) {
        store.breakers().forEach(breaker -> watch(registry, breaker));
        store.pools().forEach(pool -> watch(registry, pool));
    }

    private static void watch(MeterRegistry registry, Breaker breaker) {
        for (Breaker.State state : Breaker.State.values()) {
            Gauge.builder("lastroom.breaker.state", breaker, b -> b.state() == state ? 1 : 0)
                    .description("1 for the current state of the database's circuit breaker, 0 for the others")
                    .tag("work", breaker.work())
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        FunctionCounter.builder("lastroom.breaker.rejected", breaker, Breaker::rejected)
                .description("Calls to the database that the circuit breaker rejected")
                .tag("work", breaker.work())
                .register(registry);
    }

    private static void watch(MeterRegistry registry, ReadPool pool) {
        Gauge.builder("lastroom.read.threads.busy", pool, ReadPool::busy)
                .description("Threads that are reading from the database")
                .tag("work", pool.work())
                .register(registry);
        Gauge.builder("lastroom.read.threads.max", pool, p -> p.settings().threads())
                .description("The most threads that may read from the database")
                .tag("work", pool.work())
                .register(registry);
        Gauge.builder("lastroom.read.queue.depth", pool, ReadPool::queued)
                .description("Reads that wait for a thread")
                .tag("work", pool.work())
                .register(registry);
        Gauge.builder("lastroom.read.queue.max", pool, p -> p.settings().queueMax())
                .description("The most reads that may wait for a thread")
                .tag("work", pool.work())
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Timer leases(boolean granted) {
        return Timer.builder("lastroom.lease.wait")
                .description("Time that a lane waited for the lease of a hot room type")
                .tag("granted", Boolean.toString(granted))
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void answered(Request<?> request, Outcome<?> outcome, Duration latency) {
        this.latency.record(latency);
        switch (outcome) {
            case Done<?>(var _, boolean replayed) when replayed -> replays.increment();
            case Done<?>(var value, boolean _) -> done(request.command(), value);
            case Refused<?>(Refusal reason, boolean replayed) -> {
                if (replayed) {
                    replays.increment();
                }
                count("lastroom.refusals", "Commands that the rules refused", reason.code());
            }
            case Failed<?> failed ->
                count(
                        "lastroom.failures",
                        "Commands that failed",
                        failed.reason().code());
        }
    }

    private void done(Command<?> command, Object value) {
        // A change of a group changes each of its bookings.
        int bookingsOf = value instanceof BookingGroup group ? group.bookings().size() : 1;
        switch (command) {
            case Book _, BookGroup _ -> bookings.increment(bookingsOf);
            case Cancel _, CancelGroup _ -> cancels.increment(bookingsOf);
            case OfBooking _, ConfirmGroup _, WaitlistCommand _ -> changes.increment(bookingsOf);
            case SaveProperty _, SaveRoomType _, OpenNights _, AllotmentCommand _, CatchUp _ -> {}
        }
    }

    private void count(String name, String description, Code code) {
        Counter.builder(name)
                .description(description)
                .tag("code", code.name())
                .register(registry)
                .increment();
    }

    @Override
    public void batchApplied(int commands, Duration lockWait, Duration total) {
        batchCommands.record(commands);
        this.lockWait.record(lockWait);
        transaction.record(total);
    }

    @Override
    public void leaseAwaited(boolean granted, Duration wait) {
        (granted ? leasesGranted : leasesMissed).record(wait);
    }

    @Override
    public void retried(int commands, int attempt) {
        retries.increment();
    }

    @Override
    public void keysSwept(int keys) {
        keysSwept.increment(keys);
    }
}
