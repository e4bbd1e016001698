package dev.lastroom.engine.calendar;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.Store;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far in the log of events this server's answers are. Most answers come with events of their own, whose place a
 * commit tells. Others repeat what was done before, perhaps by another server: their events are among those that were
 * committed by then, and the store is asked for the last only when somebody must know. Thread-safe.
 */
final class Answered {

    private final Store store;
    private final AtomicReference<EventId> own = new AtomicReference<>(EventId.START);
    private final AtomicReference<EventId> repeated = new AtomicReference<>(EventId.START);
    private final AtomicLong repeats = new AtomicLong();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile long repeatsKnown;

    Answered(Store store) {
        this.store = store;
    }

    /** Notes a transaction that wrote events up to {@code last}. */
    void wrote(EventId last) {
        advance(own, last);
    }

    /** Notes answers without events of their own, from a transaction that wrote others up to {@code last}. */
    void repeatedBefore(EventId last) {
        advance(repeated, last);
    }

    /** Notes answers without events, from a transaction that wrote none. */
    void repeated() {
        long _ = repeats.incrementAndGet();
    }

    /**
     * A place that is not before the events of any repeated answer.
     *
     * @throws dev.lastroom.engine.store.StoreException if the store must be asked and does not answer
     */
    EventId repeatedUpTo() {
        if (repeats.get() != repeatsKnown) {
            asking.lock();
            try {
                long noted = repeats.get();
                if (noted != repeatsKnown) {
                    advance(repeated, store.housekeeping().lastCommittedEvent());
                    repeatsKnown = noted;
                }
            } finally {
                asking.unlock();
            }
        }
        return repeated.get();
    }

    /** The place that {@link #repeatedUpTo} gives, if the store need not be asked for it; else null. */
    @Nullable
    EventId knownRepeatedUpTo() {
        return repeats.get() == repeatsKnown ? repeated.get() : null;
    }

    /**
     * A place that is not before the events of any answer.
     *
     * @throws dev.lastroom.engine.store.StoreException if the store must be asked and does not answer
     */
    EventId upTo() {
        return later(own.get(), repeatedUpTo());
    }

    /** The place that {@link #upTo} gives, if the store need not be asked for it; else null. */
    @Nullable
    EventId known() {
        EventId known = knownRepeatedUpTo();
        return known == null ? null : later(own.get(), known);
    }

    /** Forgets all places: they are those of another log. */
    void beginAnew() {
        own.set(EventId.START);
        repeated.set(EventId.START);
        repeated();
    }

    static EventId later(EventId one, EventId other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static void advance(AtomicReference<EventId> to, EventId place) {
        EventId _ = to.accumulateAndGet(place, Answered::later);
    }
}
