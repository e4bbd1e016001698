package dev.lastroom.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When clients ask, and which answers count. Protocol: they ask until it is over; answers while it is open count; the
 * first failure of any client ends it for all. Thread-safe.
 */
public final class Window {

    /** How soon the failure of a client is noticed. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private volatile boolean open;
    private volatile boolean over;
    private volatile boolean answered;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /**
     * Lets it pass, and ends it.
     *
     * @param ramp how long clients ask before it opens; longer if a new service on a busy machine needs longer for its
     *     first answer
     * @param time how long it is open
     * @param meter is started and stopped with it
     * @return how many seconds it was open
     * @throws InterruptedException if the thread was interrupted
     */
    public double measure(Duration ramp, Duration time, Meter meter) throws InterruptedException {
        try {
            sleep(ramp);
            while (!answered && !over) {
                sleep(LOOK);
            }
            meter.start();
            long start = System.nanoTime();
            open();
            sleep(time);
            open = false;
            long end = System.nanoTime();
            meter.stop();
            return (end - start) / 1e9;
        } finally {
            end();
        }
    }

    /** From now on answers count. */
    public void open() {
        open = true;
    }

    /** A client was answered. */
    public void answered() {
        if (!answered) {
            answered = true;
        }
    }

    /** From now on clients ask no more. */
    public void end() {
        over = true;
    }

    /** Returns at once when a client fails. */
    private void sleep(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !over; left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }

    /** A client failed. */
    public void fail(RuntimeException e) {
        failure.compareAndSet(null, e);
        over = true;
    }

    /** Whether answers count. */
    public boolean isOpen() {
        return open;
    }

    /** Whether clients ask no more. */
    public boolean isOver() {
        return over;
    }

    /** Throws what the first client threw that failed, if one did. */
    public void check() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
