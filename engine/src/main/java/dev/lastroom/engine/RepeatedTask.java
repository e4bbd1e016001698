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

/** Repeats a housekeeping task in its own thread until it is closed. Only a breakdown stops it sooner. */
final class RepeatedTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final ScheduledExecutorService scheduler;
    private final ScheduledFuture<?> runs;
    private final Breakdown breakdown;
    private volatile boolean failed;

    /** @param work names the task in the log, in the infinitive */
    RepeatedTask(String work, Duration interval, Breakdown breakdown, Runnable task) {
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
            // Log once while the database is away, not on every try.
            if (!failed) {
                LOG.warn("could not {} and will try again: {}", work, e.getMessage());
            }
            failed = true;
        } catch (RuntimeException | Error e) {
            if (Breakdown.isFatal(e)) {
                breakdown.report("the task to " + work, e);
                throw e;
            }
            // Rethrowing would end the task for good.
            LOG.error("could not {} and will try again", work, e);
        }
    }

    /** Whether the task will run again. */
    boolean isAlive() {
        return !runs.isDone();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
