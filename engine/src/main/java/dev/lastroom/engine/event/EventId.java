package dev.lastroom.engine.event;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an event in the log, which is also its name: events are read in this order. Immutable and thread-safe.
 *
 * @param batch the transaction that wrote it, or its equivalent in a store; not negative
 * @param place its place among the events of the transaction; not negative
 */
public record EventId(long batch, int place) implements Comparable<EventId> {

    /** The place before every event. */
    public static final EventId START = new EventId(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,9})");
    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::batch).thenComparingInt(EventId::place);

    /** @throws IllegalArgumentException if a number is negative */
    public EventId {
        if (batch < 0 || place < 0) {
            throw new IllegalArgumentException("must not be negative: " + batch + ", " + place);
        }
    }

    /**
     * Parses the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static EventId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be the id of an event, such as 4711-1");
        }
        return new EventId(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return batch + "-" + place;
    }
}
