package dev.lastroom.server.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A bar with rate and time left, which moves on a terminal while something counts up. Elsewhere, nothing is shown. */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long REPAINT_MILLIS = 100;

    private final Console console;
    private final long total;
    private final String unit;
    private final LongSupplier done;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("progress").daemon().factory());

    public ProgressBar(Console console, long total, String unit, LongSupplier done) {
        this.console = console;
        this.total = total;
        this.unit = unit;
        this.done = done;
        if (console.terminal()) {
            ScheduledFuture<?> _ = painter.scheduleAtFixedRate(this::paint, 0, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void paint() {
        console.progress(text(total, unit, done.getAsLong(), (System.nanoTime() - start) / 1e9));
    }

    static String text(long total, String unit, long done, double seconds) {
        double share = total == 0 ? 1 : (double) done / total;
        int filled = (int) (share * WIDTH);
        String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        double rate = done / Math.max(seconds, 1e-3);
        String left = done == 0 ? "?" : String.format("%.0f s", (total - done) / rate);
        return String.format("%s %3.0f %%  %,.0f %s/s  %s left", bar, share * 100, rate, unit, left);
    }

    @Override
    public void close() {
        painter.close();
        console.eraseProgress();
    }
}
