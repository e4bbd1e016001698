package dev.lastroom.engine.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Blocks threads until a test opens it, and tells the test when one has arrived. Thread-safe. */
public final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Waits here until the gate is open. */
    public void pass() {
        reached.countDown();
        await(open);
    }

    /** Waits until a thread has reached the gate. */
    public void awaitReached() {
        await(reached);
    }

    public void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("no thread arrived within 10 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
