package dev.lastroom.bench.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When clients ask, and which answers count. Protocol: they ask until it is over; answers while it is open count; the
 * first failure of any client ends it for all. Thread-safe.
 */
final class Window {

    private volatile boolean open;
    private volatile boolean over;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    void end() {
        over = true;
    }

    void fail(RuntimeException e) {
        failure.compareAndSet(null, e);
        over = true;
    }

    boolean isOpen() {
        return open;
    }

    boolean isOver() {
        return over;
    }

    @Nullable
    RuntimeException failure() {
        return failure.get();
    }
}
