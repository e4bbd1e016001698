package dev.lastroom.proof.judge;

import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that follows the events by its cursor, on any server, and rebuilds the whole state from them alone. Every
 * event contains the state before it, so an event that is missing, repeated or too early does not fit what the
 * follower knows. Thread-safe.
 */
public final class LogFollower {

    private static final long CATCH_UP_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int FINDINGS_MAX = 5;

    private final List<Recorded> log = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Picture picture = new Picture();
    private EventId after = EventId.START;

    /** A follower that has seen nothing yet. */
    public LogFollower() {}

    /** A follower that continues from this one's position. */
    public synchronized LogFollower copy() {
        LogFollower copy = new LogFollower();
        copy.log.addAll(log);
        copy.findings.addAll(findings);
        copy.picture = picture.copy();
        copy.after = after;
        return copy;
    }

    /** Reads a page of at most {@code limit} events. */
    public synchronized void read(Reads reads, int limit) {
        EventPage page = reads.events(after, null, limit);
        for (Recorded recorded : page.events()) {
            if (recorded.id().compareTo(after) <= 0) {
                find("event " + recorded.id() + " comes after " + after);
            }
            after = recorded.id();
            log.add(recorded);
            change(recorded.event().what())
                    .forEach(wrong -> find("event " + recorded.id() + " "
                            + recorded.event().what().name() + " does not follow from the events before it: " + wrong));
        }
        after = page.next();
    }

    private void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    private List<String> change(Event.What what) {
        Picture was = new Picture();
        Picture is = new Picture();
        switch (what) {
            case PropertyEvent(var before, var now) -> {
                if (before != null) {
                    was.add(before);
                }
                is.add(now);
            }
            case RoomTypeEvent(var before, var now) -> {
                if (before != null) {
                    was.add(before);
                }
                is.add(now);
            }
            case NightsEvent(var roomType, var before, var now) -> {
                before.forEach(offer -> was.add(roomType, offer));
                now.forEach(offer -> is.add(roomType, offer));
            }
            case BookingEvent(var _, var before, var now) -> {
                if (before != null) {
                    was.add(before);
                }
                is.add(now);
                picture.moveOffer(now);
            }
            case WaitlistEvent(var before, var now) -> {
                if (before != null) {
                    was.add(before);
                }
                is.add(now);
            }
            case AllotmentEvent(var _, var before, var now) -> {
                if (before != null) {
                    was.add(before);
                }
                is.add(now);
            }
        }
        return picture.change(was, is);
    }

    /**
     * Reads on until its rebuilt state matches the store, and counts the rooms of each night from it. No command may
     * be under way for long. An event becomes readable only when no older transaction can add one before it, so the
     * last ones may take a moment.
     *
     * @return what went wrong on the way or differs, each a sentence
     */
    public synchronized List<String> catchUp(Reads reads) {
        long start = System.nanoTime();
        List<String> differences = List.of();
        do {
            if (!differences.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            EventId before;
            do {
                before = after;
                read(reads, EventPage.LIMIT_MAX);
            } while (!after.equals(before));
            differences = picture.counted().differences("the events say", Picture.of(reads), "the store says");
        } while (findings.isEmpty() && !differences.isEmpty() && System.nanoTime() - start < CATCH_UP_NANOS_MAX);
        List<String> all = new ArrayList<>(findings);
        all.addAll(differences);
        return all;
    }

    /** All events it has seen, in the order in which it saw them. */
    public synchronized List<Recorded> log() {
        return List.copyOf(log);
    }
}
