package dev.lastroom.engine.calendar;

import static dev.lastroom.engine.calendar.Answered.later;

import dev.lastroom.engine.calendar.Calendars.Slot;
import dev.lastroom.engine.calendar.OwnWrites.Nights;
import dev.lastroom.engine.config.SearchSettings;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.search.StayQuery;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.engine.store.PropertyState;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches of properties in memory. A property's state is read on the first search. From then on one thread follows
 * the log of events and keeps all calendars in the state after the same event, so that each answer is a state that
 * existed. Changes that no command makes, such as a hold that lapses, are computed when the question is asked.
 *
 * <p>It answers only if it may: it was at the end of the log within the last {@code staleMax}, and is beyond all that
 * this server has answered about the nights in question. Otherwise the database answers. Nothing is ever booked on what
 * it says. Thread-safe.
 */
final class SearchMemory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchMemory.class);

    /** How many days it knows. Stays beyond are searched in the database. */
    static final int DAYS = 800;

    /** The first of them, before today: a new time zone or end of the business day may set today back. */
    private static final int DAYS_BEFORE = 3;

    /** How many properties are read at the same time; further ones are searched in the database meanwhile. */
    private static final int LOADS_MAX = 2;

    /** A state is read again after this time. A repair corrects counts without an event, and days go by. */
    private static final long READ_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** It follows the log by itself until it was not searched for this long. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** It looks again after this time where the log had nothing new, though a search waits for it. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Store store;
    private final SearchSettings settings;
    private final Answered answered;
    private final Breakdown breakdown;
    private final Calendars calendars = new Calendars();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Semaphore loads = new Semaphore(LOADS_MAX);
    private final LongAdder statesRead = new LongAdder();
    private final LogReader log;
    private final Thread follower;

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition wanted = turn.newCondition();
    private final Condition moved = turn.newCondition();
    private boolean isWanted;
    private boolean closed;

    private volatile EventId position = EventId.START;
    private volatile long caughtUpAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
    private volatile long searchedAt = System.nanoTime() - IDLE_NANOS;
    /** Counts how often it began anew. */
    private final AtomicInteger epoch = new AtomicInteger();

    SearchMemory(Store store, SearchSettings settings, Answered answered, Breakdown breakdown) {
        this.store = store;
        this.settings = settings;
        this.answered = answered;
        this.breakdown = breakdown;
        this.log = new LogReader(store);
        this.follower = Thread.ofPlatform().name("lastroom-search").daemon().start(this::run);
    }

    /** Finds the answer to a search in a calendar; null if the database must answer it. */
    @FunctionalInterface
    interface Finder<T> {
        @Nullable
        T find(PropertyCalendar calendar, StayQuery query);
    }

    /**
     * Answers a search; null if the database must answer it.
     *
     * @param nights the nights on which the answer depends
     * @param atLeast an event that the answer must not be before
     */
    <T> @Nullable T find(Wanted wanted, Nights nights, Instant now, EventId atLeast, Finder<T> finder) {
        if (!mayKnow(wanted, now)) {
            return null;
        }
        Slot slot = null;
        try {
            slot = slot(wanted.propertyId(), now);
            return slot == null ? null : awaitAnswer(slot, wanted, nights, now, atLeast, finder);
        } catch (StoreException e) {
            return null;
        } catch (RuntimeException e) {
            LOG.error("a search of {} in memory failed; the database answers it", wanted.propertyId(), e);
            if (slot != null) {
                remove(slot);
            }
            return null;
        }
    }

    /**
     * Answers a search as {@link #find} does, but only if there is nothing to wait for. Never blocks.
     *
     * @param isOfStayAlone whether an answer depends on the nights of the stay alone, and not on those around it
     */
    <T> @Nullable T findAtOnce(
            Wanted wanted, Instant now, EventId atLeast, Finder<T> finder, Predicate<T> isOfStayAlone) {
        Slot slot = mayKnow(wanted, now) ? calendars.slot(wanted.propertyId()) : null;
        if (slot == null || slot.isOlderThan(READ_AGAIN_NANOS)) {
            return null;
        }
        searchedAt = System.nanoTime();
        EventId repeated = answered.knownRepeatedUpTo();
        if (repeated == null || !slot.loaded().isDone() || !lock.readLock().tryLock()) {
            return null;
        }
        try {
            EventId needed = later(later(atLeast, repeated), slot.ownWrites().neededFor(Nights.of(wanted.stay())));
            T found = answer(slot, wanted, now, needed, finder);
            return found == null
                            || isOfStayAlone.test(found)
                            || isReady(slot, slot.ownWrites().neededFor(Nights.around(wanted.stay())))
                    ? found
                    : null;
        } catch (RuntimeException e) {
            // The other way meets it too, and deals with it.
            LOG.debug("a search of {} in memory failed", wanted.propertyId(), e);
            return null;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether the dates are such as it keeps, in any time zone. */
    private static boolean mayKnow(Wanted wanted, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate start = wanted.stay().start();
        return !start.isBefore(today.minusDays(DAYS_BEFORE))
                && StayQuery.to(wanted.stay()).isBefore(today.plusDays(DAYS));
    }

    private <T> @Nullable T awaitAnswer(
            Slot slot, Wanted wanted, Nights nights, Instant now, EventId atLeast, Finder<T> finder) {
        EventId needed =
                later(later(atLeast, answered.repeatedUpTo()), slot.ownWrites().neededFor(nights));
        if (!awaitReady(slot, wanted.propertyId(), needed, atLeast)) {
            return null;
        }
        lock.readLock().lock();
        try {
            return answer(slot, wanted, now, needed, finder);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Answers under the read lock. */
    private <T> @Nullable T answer(Slot slot, Wanted wanted, Instant now, EventId needed, Finder<T> finder) {
        slot.use();
        PropertyCalendar calendar = slot.calendar();
        if (calendar == null || calendars.slot(wanted.propertyId()) != slot || !isReady(slot, needed)) {
            return null;
        }
        StayQuery query = wanted.of(calendar.property(), now);
        return calendar.covers(query) ? finder.find(calendar, query) : null;
    }

    /** Notes the events that a committed transaction of this server wrote, before its commands are answered. */
    void wrote(List<Event> events, EventId last) {
        calendars.wrote(events, last, () -> position);
    }

    /** Forgets everything. */
    void beginAnew() {
        lock.writeLock().lock();
        try {
            clear();
        } finally {
            lock.writeLock().unlock();
        }
        announce();
    }

    private void clear() {
        int _ = epoch.incrementAndGet();
        calendars.clear();
    }

    /** The memory that it takes, in nights. */
    long nights() {
        lock.readLock().lock();
        try {
            return calendars.nights();
        } finally {
            lock.readLock().unlock();
        }
    }

    long statesRead() {
        return statesRead.sum();
    }

    /** How long ago it was last known to be at the end of the log. */
    Duration behind() {
        return Duration.ofNanos(System.nanoTime() - caughtUpAt);
    }

    private @Nullable Slot slot(PropertyId id, Instant now) {
        searchedAt = System.nanoTime();
        Slot slot = calendars.slot(id);
        if (slot != null && slot.isOlderThan(READ_AGAIN_NANOS)) {
            remove(slot);
            slot = null;
        }
        if (slot == null) {
            return load(id, now);
        }
        try {
            slot.loaded().get(settings.staleMax().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        return slot.calendar() == null ? null : slot;
    }

    /** Reads a property's state, unless another thread does; null if it cannot be kept, or not now. */
    private @Nullable Slot load(PropertyId id, Instant now) {
        if (!loads.tryAcquire()) {
            return null;
        }
        try {
            int roomTypesMax = settings.memoryNightsMax() / DAYS;
            Optional<Property> property = store.reads().property(id);
            if (property.isEmpty() || store.reads().roomTypes(id, roomTypesMax + 1) > roomTypesMax) {
                return null;
            }
            Slot slot = reserve(id);
            return slot.calendar() != null || fill(slot, id, property.get(), now) ? slot : null;
        } finally {
            loads.release();
        }
    }

    /** Makes a place, which from now on gathers events. */
    private Slot reserve(PropertyId id) {
        // An older place in the log is as good, so the store is not asked under the lock.
        EventId end = store.housekeeping().lastEvent();
        lock.writeLock().lock();
        try {
            Slot slot = calendars.slot(id);
            if (slot != null) {
                return slot;
            }
            if (calendars.isEmpty()) {
                int _ = epoch.incrementAndGet();
                position = end;
            }
            return calendars.reserve(id);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean fill(Slot slot, PropertyId id, Property property, Instant now) {
        boolean filled = false;
        try {
            LocalDate from = property.today(now).minusDays(DAYS_BEFORE);
            statesRead.increment();
            Optional<PropertyState> state = store.reads().state(id, from, from.plusDays(DAYS));
            if (state.isPresent()) {
                PropertyCalendar calendar = new PropertyCalendar(state.get(), from, DAYS);
                lock.writeLock().lock();
                try {
                    calendars.fill(slot, calendar);
                    calendars.shrinkTo(settings.memoryNightsMax());
                    filled = slot.calendar() != null;
                } finally {
                    lock.writeLock().unlock();
                }
            }
        } finally {
            if (!filled) {
                remove(slot);
            }
        }
        return filled;
    }

    private void remove(Slot slot) {
        lock.writeLock().lock();
        try {
            calendars.remove(slot);
        } finally {
            lock.writeLock().unlock();
        }
        announce();
    }

    /** Waits until memory may answer; false if it cannot, or that takes too long. */
    private boolean awaitReady(Slot slot, PropertyId id, EventId needed, EventId atLeast) {
        if (isReady(slot, needed)) {
            return true;
        }
        if (atLeast.compareTo(position) > 0
                && atLeast.compareTo(store.housekeeping().lastCommittedEvent()) > 0) {
            return false;
        }
        long left = settings.staleMax().toNanos();
        turn.lock();
        try {
            while (!isReady(slot, needed)) {
                if (left <= 0 || closed || calendars.slot(id) != slot) {
                    return false;
                }
                isWanted = true;
                wanted.signal();
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            turn.unlock();
        }
    }

    private boolean isReady(Slot slot, EventId needed) {
        PropertyCalendar calendar = slot.calendar();
        EventId at = position;
        return calendar != null
                && at.batch() >= calendar.complete()
                && at.compareTo(needed) >= 0
                && System.nanoTime() - caughtUpAt <= settings.staleMax().toNanos();
    }

    private void run() {
        try {
            while (awaitWanted()) {
                EventId before = position;
                long caughtUpBefore = caughtUpAt;
                follow();
                announce();
                if (before.equals(position) && caughtUpBefore == caughtUpAt) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (Error e) {
            beginAnew();
            breakdown.report(follower.getName(), e);
        }
    }

    /** Waits until a search needs the log, or it is time to look; false when closed. */
    private boolean awaitWanted() {
        long pause = settings.staleMax().toNanos() / 3;
        turn.lock();
        try {
            while (!isWanted && !closed) {
                boolean isSearched = System.nanoTime() - searchedAt < IDLE_NANOS;
                if (!isSearched) {
                    wanted.await();
                } else if (wanted.awaitNanos(pause) <= 0) {
                    break;
                }
            }
            isWanted = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    private void announce() {
        turn.lock();
        try {
            moved.signalAll();
        } finally {
            turn.unlock();
        }
    }

    private void follow() {
        try {
            int began = epoch.get();
            LogReader.News news = log.read(position, began);
            switch (news) {
                case LogReader.News.Events events -> take(events, began);
                case LogReader.News.TooMany _ -> beginAnew();
                case LogReader.News.AnotherLog _ -> {
                    answered.beginAnew();
                    beginAnew();
                }
            }
        } catch (StoreException e) {
            // What is in memory stays true for a while, and after that it is only behind.
            LOG.debug("the log cannot be followed", e);
        } catch (RuntimeException e) {
            LOG.error("the log could not be followed; searches begin anew", e);
            beginAnew();
        }
    }

    /** Takes in all events at once, so that no transaction is ever seen in part. */
    private void take(LogReader.News.Events events, int began) {
        lock.writeLock().lock();
        try {
            if (epoch.get() == began) {
                calendars.follow(events.events());
                calendars.shrinkTo(settings.memoryNightsMax());
                position = events.next();
                if (events.caughtUpAt() != null) {
                    caughtUpAt = events.caughtUpAt();
                }
            }
        } catch (RuntimeException | Error e) {
            clear();
            throw e;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            wanted.signal();
            moved.signalAll();
        } finally {
            turn.unlock();
        }
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
