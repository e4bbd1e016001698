package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * The rows that the requests of a batch name, each set in lock order. Immutable. Rows known only after others are read
 * are in {@link Needs}. The footprint leaves out the properties of the room types, and what the keys stand for.
 *
 * @param at the time of the batch, taken from its latest request: holds that have lapsed by then expire
 * @param properties the named properties
 * @param roomTypes the named room types
 * @param nights the nights to lock
 * @param bookings the named bookings
 * @param groups the groups of which all bookings are named
 * @param allotments the allotments that are drawn on, on named nights
 * @param wholeAllotments the allotments of which all nights are named
 * @param keys the idempotency keys to look up
 * @param holders the users who ask for a hold or join a line, each with the owner of the key
 * @param entries the named waitlist entries; their offers are among the bookings
 * @param ofBookings the commands on bookings, which may need more rows once these are read
 * @param opened the room types whose nights are opened or get other rules
 * @param saved the room types that are saved, so that other entries may come to fit
 * @param joiners the users who join a line, behind all entries that wait for one of the same nights
 * @param lines the lines that decisions read, as far as the requests tell
 */
public record Footprint(
        Instant at,
        SortedSet<PropertyId> properties,
        SortedSet<RoomTypeId> roomTypes,
        SortedSet<NightKey> nights,
        SortedSet<BookingId> bookings,
        SortedSet<GroupId> groups,
        SortedSet<AllotmentId> allotments,
        SortedSet<AllotmentId> wholeAllotments,
        SortedSet<ScopedKey> keys,
        SortedSet<Holder> holders,
        SortedSet<EntryId> entries,
        List<OfBooking> ofBookings,
        SortedSet<RoomTypeId> opened,
        SortedSet<RoomTypeId> saved,
        List<Joiner> joiners,
        Set<Line> lines) {

    public Footprint {
        properties = Collections.unmodifiableSortedSet(properties);
        roomTypes = Collections.unmodifiableSortedSet(roomTypes);
        nights = Collections.unmodifiableSortedSet(nights);
        bookings = Collections.unmodifiableSortedSet(bookings);
        groups = Collections.unmodifiableSortedSet(groups);
        allotments = Collections.unmodifiableSortedSet(allotments);
        wholeAllotments = Collections.unmodifiableSortedSet(wholeAllotments);
        keys = Collections.unmodifiableSortedSet(keys);
        holders = Collections.unmodifiableSortedSet(holders);
        entries = Collections.unmodifiableSortedSet(entries);
        ofBookings = Collections.unmodifiableList(ofBookings);
        opened = Collections.unmodifiableSortedSet(opened);
        saved = Collections.unmodifiableSortedSet(saved);
        joiners = Collections.unmodifiableList(joiners);
        lines = Collections.unmodifiableSet(lines);
    }

    /** Collects the rows of all {@code requests}. */
    public static Footprint of(List<Request<?>> requests) {
        return new FootprintBuilder().addAll(requests).build(latest(requests));
    }

    /** The time of the latest of {@code requests}. */
    static Instant latest(List<Request<?>> requests) {
        return requests.stream().map(Request::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** Whether something must be read before all needed nights are known. */
    public boolean needsMore() {
        return !bookings.isEmpty() || !groups.isEmpty() || !wholeAllotments.isEmpty();
    }
}
