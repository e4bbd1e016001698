package dev.lastroom.engine.calendar;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new in the log of events. It notices when the log is another one, of another primary or a backup: the
 * last event that it has seen is read again each time. Not thread-safe.
 */
final class LogReader {

    /** With more events to follow, reading the calendars anew costs less. */
    static final int BEHIND_MAX = 20_000;

    private final Store store;
    private @Nullable Goal goal;
    private @Nullable Recorded last;
    private int epoch;

    LogReader(Store store) {
        this.store = store;
    }

    /**
     * The last event that was committed when it was asked for. The log can be read up to the first transaction that is
     * still in progress, so a reader is at its end only once it has passed everything that was committed at some moment.
     */
    private record Goal(EventId last, long asked) {}

    /** What is new. */
    sealed interface News {

        /**
         * New events.
         *
         * @param events the events, in order, whole transactions
         * @param next the place after them
         * @param caughtUpAt the moment whose end of the log they have passed, by {@link System#nanoTime}; null if they
         *     have passed none
         */
        record Events(
                List<Recorded> events,
                EventId next,
                @Nullable Long caughtUpAt) implements News {}

        /** More than are worth following. */
        record TooMany() implements News {}

        /** The log is another one. */
        record AnotherLog() implements News {}
    }

    /**
     * Reads the events after {@code from}.
     *
     * @param newEpoch changes when {@code from} was not reached by reading
     */
    News read(EventId from, int newEpoch) {
        if (epoch != newEpoch) {
            epoch = newEpoch;
            goal = null;
            last = null;
        }
        Reads reads = store.housekeeping();
        if (goal == null) {
            long asked = System.nanoTime();
            goal = new Goal(reads.lastCommittedEvent(), asked);
        }
        boolean isStart = from.place() == 0;
        EventId at = isStart ? from : new EventId(from.batch(), from.place() - 1);
        List<Recorded> events = new ArrayList<>();
        EventPage page;
        do {
            page = reads.events(at, null, EventPage.LIMIT_MAX);
            events.addAll(page.events());
            at = page.next();
        } while (page.hasMore() && events.size() <= BEHIND_MAX);
        if (events.size() > BEHIND_MAX) {
            return new News.TooMany();
        }
        if (!isStart) {
            if (events.isEmpty()) {
                // A transaction that takes its number late may hide for a while what was readable before.
                return reads.lastCommittedEvent().compareTo(from) < 0
                        ? new News.AnotherLog()
                        : new News.Events(List.of(), from, null);
            }
            Recorded again = events.removeFirst();
            if (!again.id().equals(from) || (last != null && !last.equals(again))) {
                return new News.AnotherLog();
            }
            last = again;
        }
        if (!events.isEmpty()) {
            last = events.getLast();
        }
        Long caughtUpAt = null;
        if (at.compareTo(goal.last()) >= 0) {
            caughtUpAt = goal.asked();
            goal = null;
        }
        return new News.Events(events, at, caughtUpAt);
    }
}
