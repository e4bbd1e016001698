package dev.lastroom.engine;

import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a piece of housekeeping again and again in a thread of its own, whatever goes wrong but a breakdown, until it is closed. */
final class Schedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final ScheduledExecutorService scheduler;
    private final ScheduledFuture<?> runs;
    private final Breakdown breakdown;
    private volatile boolean failed;

    /** @param work what it is, in the infinitive, for the log */
    Schedule(String work, Duration interval, Breakdown breakdown, Runnable task) {
        this.breakdown = breakdown;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lastroom-sweeper").daemon().factory());
        long nanos = interval.toNanos();
        this.runs = scheduler.scheduleWithFixedDelay(() -> run(work, task), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void run(String work, Runnable task) {
        try {
            task.run();
            failed = false;
        } catch (StoreException e) {
            // Once for a database that is away, and not every time until it is back.
            if (!failed) {
                LOG.warn("could not {}, will try again: {}", work, e.getMessage());
            }
            failed = true;
        } catch (RuntimeException | Error e) {
            if (Breakdown.isFatal(e)) {
                breakdown.report("the schedule to " + work, e);
                throw e;
            }
            // Thrown here it would end the schedule for good.
            LOG.error("could not {}, will try again", work, e);
        }
    }

    /** Whether it will run again. */
    boolean isAlive() {
        return !runs.isDone();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
