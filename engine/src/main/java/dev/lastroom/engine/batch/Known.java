package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has been read so far that tells which more rows a batch needs. Immutable.
 *
 * @param bookings the bookings that are named, and the holds that have lapsed
 * @param allotments the allotments of the commands on them: their dates and room types never change
 * @param due the nights of allotments whose release is due
 * @param entries the entries of waitlists that are named, or whose turn it may be
 * @param isWaitedFor whether somebody waits for one of the room types, or has an offer; without the knowledge, false
 */
public record Known(
        Collection<Booking> bookings,
        Collection<Allotment> allotments,
        Collection<AllotmentNight> due,
        Map<EntryId, WaitlistEntry> entries,
        boolean isWaitedFor) {

    /** Nothing yet. */
    public static final Known NOTHING = new Known(List.of(), List.of(), List.of(), Map.of(), false);

    public Known {
        bookings = List.copyOf(bookings);
        allotments = List.copyOf(allotments);
        due = List.copyOf(due);
        entries = Map.copyOf(entries);
    }

    Optional<WaitlistEntry> entry(EntryId id) {
        return Optional.ofNullable(entries.get(id));
    }

    boolean isNothing() {
        return bookings.isEmpty() && allotments.isEmpty() && due.isEmpty() && entries.isEmpty();
    }

    /** Gathers what one look finds, each row once. Not thread-safe. */
    public static final class Builder {

        private final Map<BookingId, Booking> bookings = new TreeMap<>();
        private final Map<AllotmentId, Allotment> allotments = new TreeMap<>();
        private final Map<AllotmentNight.Key, AllotmentNight> due = new TreeMap<>();
        private final Map<EntryId, WaitlistEntry> entries = new TreeMap<>();
        private boolean isWaitedFor;

        /** Begins with what is known already. */
        public Builder add(Known known) {
            known.bookings.forEach(this::add);
            known.allotments.forEach(this::add);
            known.due.forEach(this::addDue);
            entries.putAll(known.entries);
            isWaitedFor |= known.isWaitedFor;
            return this;
        }

        public void add(Booking booking) {
            bookings.put(booking.id(), booking);
        }

        public void add(Allotment allotment) {
            allotments.put(allotment.id(), allotment);
        }

        /** Adds a night of an allotment whose release is due. */
        public void addDue(AllotmentNight night) {
            due.put(night.key(), night);
        }

        public void add(WaitlistEntry entry) {
            entries.put(entry.id(), entry);
        }

        /** Somebody waits for one of the room types, or has an offer. */
        public void waitedFor(boolean isWaitedFor) {
            this.isWaitedFor |= isWaitedFor;
        }

        public Known build() {
            return bookings.isEmpty() && allotments.isEmpty() && due.isEmpty() && entries.isEmpty() && !isWaitedFor
                    ? NOTHING
                    : new Known(bookings.values(), allotments.values(), due.values(), entries, isWaitedFor);
        }
    }
}
