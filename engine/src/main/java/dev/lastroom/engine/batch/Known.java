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
import java.util.TreeMap;

/**
 * The rows read so far that tell of more rows. Immutable.
 *
 * @param bookings the named bookings and the lapsed holds
 * @param allotments the allotments of the commands on them: their dates and room types never change
 * @param due the allotment nights whose release is due
 * @param entries the named waitlist entries, and those whose turn it may be
 * @param isWaitedFor whether one of the room types has an entry that waits or has an offer; false if not yet known
 */
public record Known(
        Collection<Booking> bookings,
        Collection<Allotment> allotments,
        Collection<AllotmentNight> due,
        Map<EntryId, WaitlistEntry> entries,
        boolean isWaitedFor) {

    /** Nothing known yet. */
    public static final Known NOTHING = new Known(List.of(), List.of(), List.of(), Map.of(), false);

    public Known {
        bookings = List.copyOf(bookings);
        allotments = List.copyOf(allotments);
        due = List.copyOf(due);
        entries = Map.copyOf(entries);
    }

    boolean isNothing() {
        return bookings.isEmpty() && allotments.isEmpty() && due.isEmpty() && entries.isEmpty();
    }

    /** Collects what one look finds, each row once. Not thread-safe. */
    public static final class Builder {

        private final Map<BookingId, Booking> bookings = new TreeMap<>();
        private final Map<AllotmentId, Allotment> allotments = new TreeMap<>();
        private final Map<AllotmentNight.Key, AllotmentNight> due = new TreeMap<>();
        private final Map<EntryId, WaitlistEntry> entries = new TreeMap<>();
        private boolean isWaitedFor;

        /** Adds what is known already. */
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

        /** Adds an allotment night whose release is due. */
        public void addDue(AllotmentNight night) {
            due.put(night.key(), night);
        }

        public void add(WaitlistEntry entry) {
            entries.put(entry.id(), entry);
        }

        /** Adds whether one of the room types has an entry that waits or has an offer. */
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
