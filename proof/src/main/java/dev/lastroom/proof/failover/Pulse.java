package dev.lastroom.proof.failover;

import java.time.Duration;

/**
 * Records when the guests of one room type at one desk are served, and the longest time without service. Thread-safe.
 */
final class Pulse {

    private final String name;
    private long lastSent = System.nanoTime();
    private long lastServed = System.nanoTime();
    private long longest;

    Pulse(String name) {
        this.name = name;
    }

    /** The name of the guests. */
    String name() {
        return name;
    }

    /** From now on the longest time counts. */
    synchronized void count() {
        lastServed = System.nanoTime();
        longest = 0;
    }

    /** A guest has the answer to a request sent at {@code sent}, a value of {@link System#nanoTime}. */
    synchronized void served(long sent) {
        lastSent = Math.max(lastSent, sent);
        longest = stall();
        lastServed = System.nanoTime();
        notifyAll();
    }

    /** The longest counted time in which nobody was served. */
    synchronized Duration longestStall() {
        return Duration.ofNanos(stall());
    }

    private long stall() {
        return Math.max(longest, System.nanoTime() - lastServed);
    }

    /** Whether a guest has the answer to a request that was sent after {@code nanos}. */
    synchronized boolean isServedAfter(long nanos) {
        return lastSent - nanos > 0;
    }

    /** Waits for such an answer for up to {@code max}, and returns whether it came. */
    synchronized boolean awaitServedAfter(long nanos, Duration max) throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (!isServedAfter(nanos)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Duration.ofNanos(left).toMillis() + 1);
        }
        return true;
    }
}
