package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.command.Command.OfBooking;
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
 * Which rows the requests of a batch name, each set in lock order. Immutable. What is known only once others are read is in
 * {@link Needs}. Not in it are the properties of the room types, and what the keys stand for.
 *
 * @param at the time of the batch, that of its latest request: holds that have lapsed by then are expired
 * @param properties properties that are named
 * @param roomTypes room types that are named
 * @param nights nights to lock
 * @param bookings bookings that are named
 * @param groups groups of which all bookings are named
 * @param allotments allotments that are drawn on, on nights that are named
 * @param wholeAllotments allotments of which all nights are named
 * @param keys idempotency keys to look up
 * @param holders users who ask for a hold or join a line, each as one of the owner whose key it is
 * @param entries entries of waitlists that are named; so are their offers, among the bookings
 * @param ofBookings the commands on bookings, which may need more when these are known
 * @param opened room types of which nights are opened or get other rules
 * @param saved room types that are saved, so that others may fit who wait
 * @param joiners those who join a line, behind all who wait for one of the same nights
 * @param lines the lines that are asked about, as far as the requests tell
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

    /** Whether there is something to read before it is known which nights are needed. */
    public boolean needsMore() {
        return !bookings.isEmpty() || !groups.isEmpty() || !wholeAllotments.isEmpty();
    }
}
