package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All rows that a batch needs, given what is known. Immutable.
 *
 * @param footprint what the batch names
 * @param known the rows read so far that tell of more
 * @param roomTypes all room types, in lock order
 * @param nights the nights to lock, in lock order: the named ones; those that named or lapsed bookings, allotments and
 *     entries have or may get; those whose release is due; and those of all entries that may come to fit
 * @param allotments all allotments
 * @param holders the users who ask for a hold, or for one again, and those who join a line, in lock order
 * @param entries the named waitlist entries, and those whose offers the bookings may be
 * @param lines the lines that decisions read: for users who join, and for offers that would end later
 */
public record Needs(
        Footprint footprint,
        Known known,
        SortedSet<RoomTypeId> roomTypes,
        SortedSet<NightKey> nights,
        SortedSet<AllotmentId> allotments,
        SortedSet<Holder> holders,
        SortedSet<EntryId> entries,
        Set<Line> lines) {

    /** Any number of rooms: enough come free that any entry may fit. */
    private static final int ANY_ROOMS = Integer.MAX_VALUE;

    public Needs {
        roomTypes = Collections.unmodifiableSortedSet(roomTypes);
        nights = Collections.unmodifiableSortedSet(nights);
        allotments = Collections.unmodifiableSortedSet(allotments);
        holders = Collections.unmodifiableSortedSet(holders);
        entries = Collections.unmodifiableSortedSet(entries);
        lines = Collections.unmodifiableSet(lines);
    }

    /** The needs that follow from what is known. */
    public Needs(Footprint footprint, Known known) {
        this(
                footprint,
                known,
                roomTypes(footprint, known),
                nights(footprint, known),
                allotments(footprint, known),
                holders(footprint, known),
                entries(footprint, known),
                lines(footprint, known));
    }

    /**
     * Whether the entries in line that may come to fit are needed. If none is believed to wait, only that belief is
     * checked.
     */
    public boolean needsLine() {
        return known.isWaitedFor();
    }

    /**
     * Whether a batch that locked and read these rows may decide what needs the {@code other} rows: all of them are
     * locked, and no more rooms came free than the search for entries in line assumed.
     */
    boolean cover(Needs other) {
        boolean isLocked = roomTypes.containsAll(other.roomTypes)
                && nights.containsAll(other.nights)
                && holders.containsAll(other.holders)
                && lines.containsAll(other.lines);
        return isLocked && (!other.needsLine() || (needsLine() && isCovered(other.freed(), freed())));
    }

    private static boolean isCovered(Map<NightKey, Integer> freed, Map<NightKey, Integer> asked) {
        return freed.entrySet().stream().allMatch(night -> night.getValue() <= asked.getOrDefault(night.getKey(), 0));
    }

    private static SortedSet<NightKey> nights(Footprint footprint, Known known) {
        if (known.isNothing()) {
            return footprint.nights();
        }
        SortedSet<NightKey> all = new TreeSet<>(footprint.nights());
        known.bookings()
                .forEach(
                        booking -> add(all, booking.roomTypeId(), booking.stay().dates()));
        known.allotments()
                .forEach(allotment ->
                        add(all, allotment.roomTypeId(), allotment.stay().dates()));
        known.due().forEach(night -> all.add(night.night()));
        live(footprint, known)
                .forEach(entry -> add(all, entry.roomTypeId(), entry.stay().dates()));
        reaches(footprint, known).forEach(reach -> reach.roomTypes().forEach(type -> add(all, type, reach.dates())));
        return all;
    }

    private static void add(Set<NightKey> nights, RoomTypeId roomType, Collection<LocalDate> dates) {
        dates.forEach(date -> nights.add(new NightKey(roomType, date)));
    }

    /**
     * The most rooms that the batch may give back on each night. Entries that wait for more than these plus the rooms
     * free there already need not be looked at. The batch itself takes no more rooms than it finds.
     */
    public SortedMap<NightKey, Integer> freed() {
        SortedMap<NightKey, Integer> freed = new TreeMap<>();
        nights.forEach(night -> freed.put(night, footprint.opened().contains(night.roomTypeId()) ? ANY_ROOMS : 0));
        known.bookings()
                .forEach(booking -> booking.nightsHeld()
                        .forEach(date ->
                                freed.merge(new NightKey(booking.roomTypeId(), date), booking.rooms(), Needs::sum)));
        known.allotments()
                .forEach(allotment -> allotment
                        .stay()
                        .dates()
                        .forEach(date -> freed.put(new NightKey(allotment.roomTypeId(), date), ANY_ROOMS)));
        known.due().forEach(night -> freed.put(night.night(), ANY_ROOMS));
        return freed;
    }

    private static int sum(int some, int more) {
        return (int) Math.min(ANY_ROOMS, (long) some + more);
    }

    /** The named entries, and those that wait and may have an offer before a command is decided. */
    private static List<WaitlistEntry> live(Footprint footprint, Known known) {
        return known.entries().values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING
                        || footprint.entries().contains(entry.id()))
                .toList();
    }

    private static SortedSet<RoomTypeId> roomTypes(Footprint footprint, Known known) {
        if (known.isNothing()) {
            return footprint.roomTypes();
        }
        SortedSet<RoomTypeId> all = new TreeSet<>(footprint.roomTypes());
        known.bookings().forEach(booking -> all.add(booking.roomTypeId()));
        known.allotments().forEach(allotment -> all.add(allotment.roomTypeId()));
        live(footprint, known).forEach(entry -> all.add(entry.roomTypeId()));
        reaches(footprint, known).forEach(reach -> all.addAll(reach.roomTypes()));
        return all;
    }

    private static SortedSet<AllotmentId> allotments(Footprint footprint, Known known) {
        SortedSet<AllotmentId> all = new TreeSet<>(footprint.allotments());
        all.addAll(footprint.wholeAllotments());
        for (Booking booking : known.bookings()) {
            if (booking.roomStay().allotmentId() != null) {
                all.add(booking.roomStay().allotmentId());
            }
        }
        known.due().forEach(night -> all.add(night.allotmentId()));
        return all;
    }

    private static SortedSet<Holder> holders(Footprint footprint, Known known) {
        if (footprint.ofBookings().isEmpty()) {
            return footprint.holders();
        }
        SortedSet<Holder> all = new TreeSet<>(footprint.holders());
        known.bookings().stream()
                .filter(booking -> isHeldAgain(footprint, booking.id()))
                .forEach(booking -> all.add(booking.holder()));
        known.entries().values().stream()
                .filter(entry -> isHeldAgain(footprint, entry.id().offer()))
                .forEach(entry -> all.add(entry.holder()));
        return all;
    }

    private static boolean isHeldAgain(Footprint footprint, BookingId id) {
        return footprint.ofBookings().stream().anyMatch(command -> asksForHold(command, id));
    }

    /** Whether {@code command} makes this booking a hold again. */
    static boolean asksForHold(OfBooking command, BookingId id) {
        return command instanceof Reinstate(Target target, HoldTime holdFor)
                && holdFor != null
                && target.bookingId().equals(id);
    }

    private static SortedSet<EntryId> entries(Footprint footprint, Known known) {
        SortedSet<EntryId> all = new TreeSet<>(footprint.entries());
        footprint.bookings().forEach(offer -> all.add(EntryId.of(offer)));
        known.bookings().forEach(offer -> all.add(EntryId.of(offer.id())));
        return all;
    }

    private static Set<Line> lines(Footprint footprint, Known known) {
        if (footprint.ofBookings().isEmpty()) {
            return footprint.lines();
        }
        Set<Line> all = new LinkedHashSet<>(footprint.lines());
        // A booking that is no offer needs no line. But an entry that waits may get its offer before the command to
        // extend it.
        known.bookings().stream()
                .filter(booking -> known.entries().containsKey(EntryId.of(booking.id())))
                .forEach(offer -> all.addAll(
                        linesOfExtended(offer.id(), offer.roomTypeId(), offer.stay(), footprint.ofBookings())));
        known.entries()
                .values()
                .forEach(entry -> all.addAll(
                        linesOfExtended(entry.id().offer(), entry.roomTypeId(), entry.stay(), footprint.ofBookings())));
        return all;
    }

    /** The lines for all that a booking may be for when its hold is to end later; none if no command extends it. */
    static List<Line> linesOfExtended(BookingId id, RoomTypeId roomType, Stay stay, List<OfBooking> commands) {
        boolean isExtended = commands.stream()
                .anyMatch(command ->
                        command instanceof Extend && command.bookingId().equals(id));
        if (!isExtended) {
            return List.of();
        }
        Reach reach = Reach.of(id, roomType, stay, commands).orElse(new Reach(Set.of(roomType), List.of()));
        return reach.roomTypes().stream()
                .map(type -> Line.of(type, stay, reach.dates()))
                .toList();
    }

    /** How far the commands of the batch may change bookings, and offers made before them. */
    private static List<Reach> reaches(Footprint footprint, Known known) {
        return Stream.concat(
                        known.bookings().stream()
                                .map(booking -> Reach.of(
                                        booking.id(), booking.roomTypeId(), booking.stay(), footprint.ofBookings())),
                        live(footprint, known).stream()
                                .map(entry -> Reach.of(
                                        entry.id().offer(), entry.roomTypeId(), entry.stay(), footprint.ofBookings())))
                .flatMap(Optional::stream)
                .toList();
    }
}
