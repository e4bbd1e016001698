package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.EngineListener;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.AllotmentChanged;
import dev.lastroom.engine.booking.Outcome.AllotmentCreated;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Changed;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.booking.Outcome.GroupBooked;
import dev.lastroom.engine.booking.Outcome.GroupCancelled;
import dev.lastroom.engine.booking.Outcome.GroupChanged;
import dev.lastroom.engine.booking.Outcome.HoldsExpired;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Outcome.Waitlisted;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.store.jdbc.Breaker;
import dev.lastroom.store.jdbc.GuardedStore;
import dev.lastroom.store.jdbc.ReadPool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

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

    /** Measures into {@code registry}. */
    public EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.bookings = counter("lastroom.bookings", "Bookings made");
        this.cancels = counter("lastroom.cancels", "Bookings cancelled");
        this.changes = counter("lastroom.changes", "Bookings confirmed, changed or led on in another way");
        this.replays = counter("lastroom.replays", "Requests answered from an earlier one");
        this.retries = counter("lastroom.retries", "Transactions tried again after a conflict");
        this.keysSwept = counter("lastroom.keys.swept", "Idempotency keys forgotten for their age");
        this.batchCommands = DistributionSummary.builder("lastroom.batch.commands")
                .description("Commands in one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                .register(registry);
        this.lockWait = timer("lastroom.lock.wait", "Time until a transaction holds its locks");
        this.transaction = timer("lastroom.transaction", "Time of a whole transaction");
        this.latency = timer("lastroom.command.latency", "Time from the arrival of a command to its outcome");
    }

    /** Measures how many commands wait in {@code engine}, and what its clock shows, too. */
    static void watch(MeterRegistry registry, BookingEngine engine) {
        Gauge.builder("lastroom.queue.depth", engine, BookingEngine::queueDepth)
                .description("Commands that wait for their transaction")
                .register(registry);
        Gauge.builder("lastroom.clock.skew", engine, e -> e.clockSkew().toMillis() / 1e3)
                .description(
                        "By how much the clock of this server is ahead of the database's; negative if it is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Measures where the breakers in front of the database stand and how full its pools of threads are, too. */
    public static void watchStore(MeterRegistry registry, GuardedStore store) {
        store.breakers().forEach(breaker -> watch(registry, breaker));
        store.pools().forEach(pool -> watch(registry, pool));
    }

    private static void watch(MeterRegistry registry, Breaker breaker) {
        for (Breaker.State state : Breaker.State.values()) {
            Gauge.builder("lastroom.breaker.state", breaker, b -> b.state() == state ? 1 : 0)
                    .description("1 at the state of the breaker in front of the database, 0 at the others")
                    .tag("work", breaker.work())
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        FunctionCounter.builder("lastroom.breaker.rejected", breaker, Breaker::rejected)
                .description("Calls that the breaker did not let through to the database")
                .tag("work", breaker.work())
                .register(registry);
    }

    private static void watch(MeterRegistry registry, ReadPool pool) {
        Gauge.builder("lastroom.read.threads.busy", pool, ReadPool::busy)
                .description("Threads that read from the database now")
                .tag("work", pool.work())
                .register(registry);
        Gauge.builder("lastroom.read.threads.max", pool, p -> p.settings().threads())
                .description("The most threads that read from the database")
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

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void answered(Request request, Outcome outcome, Duration latency) {
        this.latency.record(latency);
        switch (outcome) {
            case Booked booked -> (booked.replayed() ? replays : bookings).increment();
            case Cancelled cancelled -> (cancelled.replayed() ? replays : cancels).increment();
            case Changed changed -> (changed.replayed() ? replays : changes).increment();
            case GroupBooked(var group, boolean replayed) -> count(replayed, bookings, group);
            case GroupCancelled(var group, boolean replayed) -> count(replayed, cancels, group);
            case GroupChanged(var group, boolean replayed) -> count(replayed, changes, group);
            case Refused refused -> refused(refused);
            case Failed failed -> count("lastroom.failures", "Commands that failed", OutcomeHttp.code(failed.reason()));
            case Waitlisted waitlisted -> (waitlisted.replayed() ? replays : changes).increment();
            case AllotmentCreated(var _, boolean replayed) when replayed -> replays.increment();
            case PropertySaved _,
                    RoomTypeSaved _,
                    NightsOpened _,
                    AllotmentCreated _,
                    AllotmentChanged _,
                    HoldsExpired _ -> {}
        }
    }

    /** What happens to a group happens to its bookings; one request is one replay. */
    private void count(boolean replayed, Counter counter, BookingGroup group) {
        if (replayed) {
            replays.increment();
        } else {
            counter.increment(group.bookings().size());
        }
    }

    private void refused(Refused refused) {
        if (refused.replayed()) {
            replays.increment();
        }
        count("lastroom.refusals", "Commands that the rules refused", OutcomeHttp.code(refused.reason()));
    }

    private void count(String name, String description, ErrorCode code) {
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
    public void retried(int commands, int attempt) {
        retries.increment();
    }

    @Override
    public void keysSwept(int keys) {
        keysSwept.increment(keys);
    }
}
