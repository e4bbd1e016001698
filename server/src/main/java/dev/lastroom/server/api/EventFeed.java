package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes followers when the log grows. Thread-safe.
 *
 * <p>Protocol: one thread polls the end of the log for all followers, and only while there are any. It sees an event at
 * the next look, whichever server wrote it. A follower enters, waits for an end beyond the one it knows, reads by
 * itself, and leaves. Closing refuses new followers and wakes all others.
 */
public final class EventFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    /** The most followers at the same time. */
    static final int FOLLOWERS_MAX = 100;

    /** The most followers with API keys of one owner, so that no owner takes all the places. */
    static final int FOLLOWERS_OF_OWNER_MAX = 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final BookingEngine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moreOrClosed = lock.newCondition();
    private final Condition followedOrClosed = lock.newCondition();
    private @Nullable Thread watcher;
    private EventId end = EventId.START;
    private final Map<String, Integer> followersOf = new HashMap<>();
    private int followers;
    private boolean closed;

    /** The result of trying to enter. */
    enum FollowAttempt {
        ENTERED,
        OWNER_HAS_ENOUGH,
        NO_ROOM
    }

    public EventFeed(BookingEngine engine) {
        this.engine = engine;
    }

    /** Adds a follower if there is room. A follower that has entered must {@link #leave}. */
    FollowAttempt enter(String owner) {
        lock.lock();
        try {
            if (closed || followers == FOLLOWERS_MAX) {
                return FollowAttempt.NO_ROOM;
            }
            if (followersOf.getOrDefault(owner, 0) == FOLLOWERS_OF_OWNER_MAX) {
                return FollowAttempt.OWNER_HAS_ENOUGH;
            }
            followers++;
            followersOf.merge(owner, 1, Integer::sum);
            if (watcher == null) {
                watcher = Thread.ofVirtual()
                        .name("lastroom-event-feed")
                        .start(engine.breakdown().watched("the follower of events", this::watch));
            }
            followedOrClosed.signalAll();
            return FollowAttempt.ENTERED;
        } finally {
            lock.unlock();
        }
    }

    void leave(String owner) {
        lock.lock();
        try {
            followers--;
            followersOf.computeIfPresent(owner, (_, of) -> of == 1 ? null : of - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of followers now. */
    int followers() {
        lock.lock();
        try {
            return followers;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what keeps the feed from waking followers; null if nothing does. */
    @Nullable
    String fault() {
        lock.lock();
        try {
            return watcher == null || watcher.isAlive() || closed ? null : "nothing looks for new events any more";
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log goes beyond {@code known} or the feed is closed, for at most {@code patience}. */
    void awaitBeyond(EventId known, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!closed && end.compareTo(known) <= 0 && nanos > 0) {
                nanos = moreOrClosed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        try {
            while (awaitFollowers()) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitFollowers() throws InterruptedException {
        lock.lock();
        try {
            while (followers == 0 && !closed) {
                followedOrClosed.await();
            }
            long nanos = LOOK_EVERY.toNanos();
            while (!closed && nanos > 0) {
                nanos = moreOrClosed.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            EventId last = engine.housekeeping().lastEvent();
            lock.lock();
            try {
                if (last.compareTo(end) > 0) {
                    end = last;
                    moreOrClosed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        } catch (StoreException e) {
            // Followers wait until the database is back.
            LOG.debug("cannot read the event log now", e);
        } catch (RuntimeException e) {
            LOG.error("cannot read the event log; trying again", e);
        }
    }

    @Override
    public void close() {
        Thread started;
        lock.lock();
        try {
            closed = true;
            started = watcher;
            moreOrClosed.signalAll();
            followedOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (started != null) {
                started.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
