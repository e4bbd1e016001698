package dev.lastroom.server.edge;

import dev.lastroom.server.access.Identity;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests in flight: per owner and per API key, so that none of them takes all places, and in total, so
 * that closing can wait. Once closed it lets no request in, and those inside finish. Thread-safe.
 */
public final class InFlight {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Map<String, Integer> ofOwner = new HashMap<>();
    private final Map<String, Integer> ofKey = new HashMap<>();
    private final int max;
    private final int ownerMax;
    private final int keyMax;
    private int count;
    private boolean closed;

    /**
     * @param max the most requests of all callers
     * @param ownerMax the most requests of one owner's API keys
     * @param keyMax the most requests of one API key
     */
    public InFlight(int max, int ownerMax, int keyMax) {
        this.max = max;
        this.ownerMax = ownerMax;
        this.keyMax = keyMax;
    }

    /**
     * Lets a request of {@code sender} in, or returns why not; null means it is in. A request that is in must
     * {@link #exit}.
     */
    @Nullable
    public Problem enter(Identity sender) {
        lock.lock();
        try {
            if (closed) {
                return Problem.of(ErrorCode.OVERLOADED, "The server is shutting down");
            }
            if (count >= max) {
                // As many as connections: only HTTP/2 has more than one request on each.
                return Problem.ofLimit(
                        ErrorCode.OVERLOADED, "http.connectionsMax", max, "The server has " + max + " requests");
            }
            if (sender.hasKey()) {
                if (ofOwner.getOrDefault(sender.owner(), 0) >= ownerMax) {
                    return tooMany("http.requestsInFlightOwnerMax", ownerMax, "This owner's API keys already have ");
                }
                if (ofKey.getOrDefault(sender.key(), 0) >= keyMax) {
                    return tooMany("http.requestsInFlightKeyMax", keyMax, "This API key already has ");
                }
                ofOwner.merge(sender.owner(), 1, Integer::sum);
                ofKey.merge(sender.key(), 1, Integer::sum);
            }
            count++;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static Problem tooMany(String limit, int max, String whoHas) {
        return Problem.ofLimit(
                ErrorCode.RATE_LIMITED, limit, max, whoHas + max + " requests in flight; wait for an answer");
    }

    public void exit(Identity sender) {
        lock.lock();
        try {
            count--;
            if (sender.hasKey()) {
                ofOwner.computeIfPresent(sender.owner(), (_, of) -> of == 1 ? null : of - 1);
                ofKey.computeIfPresent(sender.key(), (_, of) -> of == 1 ? null : of - 1);
            }
            if (count == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets no more requests in, and waits for the others for at most {@code grace}.
     *
     * @return how many are still in
     */
    public int close(Duration grace) {
        lock.lock();
        try {
            closed = true;
            long nanos = grace.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = empty.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // An interrupt during shutdown asks for it sooner.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return count();
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
