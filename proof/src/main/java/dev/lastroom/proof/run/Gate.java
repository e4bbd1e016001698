package dev.lastroom.proof.run;

import dev.lastroom.proof.store.Fault;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a server's only drainer before each of its batches until the schedule lets it through. So the schedule knows
 * the contents of the next batch: everything sent before the drainer arrived. Thread-safe.
 *
 * <p>Protocol: the schedule sends a command or lets the drainer through, then waits until the server is quiet: the
 * drainer waits here, or all commands are answered. Only then does the schedule continue.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int unanswered;
    private int waiting;
    private @Nullable Fault pass;

    /** Called by the drainer. Waits to be let through, and returns what goes wrong. */
    Fault arrive(int batchSize) {
        return locked(() -> {
            if (unanswered == 0) {
                // The server's own work once a minute: nobody would let it through when the server is closed.
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

    /** Lets the waiting drainer through. */
    void let(Fault fault) {
        change(() -> {
            waiting = 0;
            pass = fault;
        });
    }

    /** How many commands are in the waiting batch; 0 if none waits. */
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
