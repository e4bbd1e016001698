package dev.lastroom.proof.run;

import dev.lastroom.proof.store.Fault;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the one drainer of a server waits for the schedule before each of its batches. So the schedule knows what is in
 * the next batch: all that was sent before the drainer came here. Thread-safe.
 *
 * <p>Protocol: the schedule sends a command or lets the drainer through, and then waits until the server is quiet: the
 * drainer waits here, or all commands are answered. Only then does it go on.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int unanswered;
    private int waiting;
    private @Nullable Fault pass;

    /** Called by the drainer: waits to be let through, and learns what goes wrong. */
    Fault arrive(int batchSize) {
        return locked(() -> {
            if (unanswered == 0) {
                // What a server does by itself, once in a minute: nobody would let it through when it is closed.
                return Fault.NONE;
            }
            waiting = batchSize;
            changed.signalAll();
            while (pass == null) {
                changed.awaitUninterruptibly();
            }
            Fault fault = pass;
            pass = null;
            return fault;
        });
    }

    /** Lets the drainer through that waits here. */
    void let(Fault fault) {
        change(() -> {
            waiting = 0;
            pass = fault;
        });
    }

    /** How many commands the batch has that waits here; 0 if none does. */
    int waiting() {
        return locked(() -> waiting);
    }

    void sent() {
        change(() -> unanswered++);
    }

    void answered() {
        change(() -> unanswered--);
    }

    boolean isIdle() {
        return locked(() -> unanswered == 0);
    }

    void awaitQuiet() {
        change(() -> {
            while (unanswered > 0 && waiting == 0) {
                changed.awaitUninterruptibly();
            }
        });
    }

    private void change(Runnable step) {
        locked(() -> {
            step.run();
            changed.signalAll();
            return true;
        });
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
