package dev.lastroom.server.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the requests that are being answered, so that closing can wait for them. Once closed it lets nobody in, and
 * whoever is in goes out in their own time. Thread-safe.
 */
final class InFlight {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int count;
    private boolean closed;

    /** Whether there is a way in; who is in must {@link #exit}. */
    boolean enter() {
        lock.lock();
        try {
            if (!closed) {
                count++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void exit() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more and waits for the others, at most {@code grace}.
     *
     * @return how many are still in
     */
    int close(Duration grace) {
        lock.lock();
        try {
            closed = true;
            long nanos = grace.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = empty.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Whoever interrupts a shutdown wants it sooner.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return count();
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
