package dev.lastroom.server.edge;

import dev.lastroom.engine.lane.Breakdown;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a check again and again in a thread of its own. A check that fails would end all checks, so it is a breakdown.
 */
public final class Ticker implements AutoCloseable {

    private final ScheduledExecutorService timer;

    /** @param name of the thread, and of the part that breaks */
    public Ticker(String name, Duration period, Breakdown breakdown, Runnable look) {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        long millis = period.toMillis();
        ScheduledFuture<?> _ =
                timer.scheduleWithFixedDelay(breakdown.watched(name, look), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Returns how often to check something that may last for {@code timeout}. */
    public static Duration period(Duration timeout) {
        return Duration.ofMillis(Math.clamp(timeout.toMillis() / 4, 100, 1_000));
    }

    @Override
    public void close() {
        timer.close();
    }
}
