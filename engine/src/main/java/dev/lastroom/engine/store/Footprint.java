package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.booking.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.CatchUp;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.Reinstate;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.GroupCommand.BookGroup;
import dev.lastroom.engine.booking.GroupCommand.OfGroup;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.WaitlistCommand.Answer;
import dev.lastroom.engine.booking.WaitlistCommand.Join;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a batch will need, each set in lock order. What is known only once others are read is asked for with what is
 * {@linkplain Known known} then: the nights and room types of that. Not in it are the properties of the room types, and
 * what the keys stand for.
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
 * @param holders users who ask for a hold, each as one of the owner whose key it is
 * @param entries entries of waitlists that are named, as the bookings which are their offers are
 * @param ofBookings the commands on bookings, which may need more when these are known
 * @param opened room types of which nights are opened or get other rules
 * @param saved room types that are saved, so that others may fit who wait
 * @param joins who joins a line, behind all who wait for one of the same nights
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
        SortedSet<BookingId> entries,
        List<OfBooking> ofBookings,
        SortedSet<RoomTypeId> opened,
        SortedSet<RoomTypeId> saved,
        List<Join> joins) {

    /** So many rooms come free that anybody may fit. */
    private static final int ANY_ROOMS = Integer.MAX_VALUE;

    /** Collects the rows of all {@code requests}. */
    public static Footprint of(List<Request<?>> requests) {
        Footprint all = new Footprint(
                latest(requests),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new ArrayList<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new ArrayList<>());
        requests.forEach(all::add);
        return all;
    }

    /** The time of the latest of {@code requests}. */
    static Instant latest(List<Request<?>> requests) {
        return requests.stream().map(Request::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /**
     * The nights to lock once more is known: those that are named, all that bookings, allotments and entries which are named
     * or have lapsed have, and are to have, those whose release is due, and those of all who wait and may come to fit.
     */
    public SortedSet<NightKey> nightsWith(Known known) {
        if (known.isNothing()) {
            return nights;
        }
        SortedSet<NightKey> all = new TreeSet<>(nights);
        known.bookings()
                .forEach(
                        booking -> add(all, booking.roomTypeId(), booking.stay().dates()));
        known.allotments()
                .forEach(allotment ->
                        add(all, allotment.roomTypeId(), allotment.stay().dates()));
        known.due().forEach(night -> all.add(night.night()));
        entries(known)
                .forEach(entry -> add(all, entry.roomTypeId(), entry.stay().dates()));
        reaches(known).forEach(reach -> reach.roomTypes().forEach(type -> add(all, type, reach.dates())));
        return all;
    }

    /**
     * How many rooms the batch may give back, at the most, on each of the nights that are needed once more is known: so those
     * who wait for more than these and what is free there already need not be asked. What the batch itself takes is
     * no more than it finds.
     */
    public SortedMap<NightKey, Integer> freedWith(Known known) {
        SortedMap<NightKey, Integer> freed = new TreeMap<>();
        nightsWith(known).forEach(night -> freed.put(night, opened.contains(night.roomTypeId()) ? ANY_ROOMS : 0));
        known.bookings()
                .forEach(booking -> booking.nightsHeld()
                        .forEach(date -> freed.merge(
                                new NightKey(booking.roomTypeId(), date), booking.rooms(), Footprint::sum)));
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

    /** Those who wait, and may have an offer before a command is decided; and those that are named. */
    private List<WaitlistEntry> entries(Known known) {
        return known.entries().values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING || entries.contains(entry.id()))
                .toList();
    }

    /** The room types that are needed once more is known. */
    public SortedSet<RoomTypeId> roomTypesWith(Known known) {
        if (known.isNothing()) {
            return roomTypes;
        }
        SortedSet<RoomTypeId> all = new TreeSet<>(roomTypes);
        known.bookings().forEach(booking -> all.add(booking.roomTypeId()));
        known.allotments().forEach(allotment -> all.add(allotment.roomTypeId()));
        entries(known).forEach(entry -> all.add(entry.roomTypeId()));
        reaches(known).forEach(reach -> all.addAll(reach.roomTypes()));
        return all;
    }

    /** The allotments that are needed once more is known. */
    public Set<AllotmentId> allotmentsWith(Known known) {
        Set<AllotmentId> all = new TreeSet<>(allotments);
        all.addAll(wholeAllotments);
        known.bookings().stream()
                .flatMap(booking -> Optional.ofNullable(booking.roomStay().allotmentId()).stream())
                .forEach(all::add);
        known.due().forEach(night -> all.add(night.allotmentId()));
        return all;
    }

    /** The users who ask for a hold, or for one again, once the bookings are known. */
    public SortedSet<Holder> holdersWith(Known known) {
        SortedSet<Holder> all = new TreeSet<>(holders);
        for (OfBooking command : ofBookings) {
            if (command instanceof Reinstate(Target target, HoldTime holdFor) && holdFor != null) {
                known.bookings().stream()
                        .filter(booking -> booking.id().equals(target.bookingId()))
                        .forEach(booking -> all.add(booking.holder()));
                known.entry(target.bookingId()).ifPresent(entry -> all.add(entry.holder()));
            }
        }
        return all;
    }

    /** What the commands of the batch may make of bookings, and of the offers that are made before them. */
    private List<Reach> reaches(Known known) {
        List<Reach> reaches = new ArrayList<>();
        known.bookings()
                .forEach(booking -> reach(booking.id(), booking.roomTypeId(), booking.stay())
                        .ifPresent(reaches::add));
        entries(known)
                .forEach(entry ->
                        reach(entry.id(), entry.roomTypeId(), entry.stay()).ifPresent(reaches::add));
        return reaches;
    }

    private Optional<Reach> reach(BookingId id, RoomTypeId roomType, Stay stay) {
        List<Amend> amends = ofBookings.stream()
                .filter(command -> command.bookingId().equals(id))
                .filter(Amend.class::isInstance)
                .map(Amend.class::cast)
                .toList();
        return amends.isEmpty() ? Optional.empty() : Optional.of(Reach.of(roomType, stay, amends));
    }

    /** Whether there is something to read before it is known which nights are needed. */
    public boolean needsMore() {
        return !bookings.isEmpty() || !groups.isEmpty() || !wholeAllotments.isEmpty();
    }

    private void add(Request<?> request) {
        if (request.claim() != null) {
            keys.add(request.claim().scoped());
        }
        switch (request.command()) {
            case SaveProperty command -> properties.add(command.property().id());
            case SaveRoomType command -> {
                properties.add(command.roomType().propertyId());
                roomTypes.add(command.roomType().id());
                saved.add(command.roomType().id());
            }
            case OpenNights command -> {
                roomTypes.add(command.roomTypeId());
                opened.add(command.roomTypeId());
                // One more at both ends: the rules for a departure are a matter of two nights.
                add(
                        nights,
                        command.roomTypeId(),
                        command.from()
                                .minusDays(1)
                                .datesUntil(command.to().plusDays(1))
                                .toList());
            }
            case Book command -> {
                roomTypes.add(command.wanted().roomTypeId());
                add(
                        nights,
                        command.wanted().roomTypeId(),
                        command.wanted().stay().dates());
                draw(command.wanted().allotmentId());
                if (command.holdFor() != null) {
                    holders.add(new Holder(request.caller().owner(), command.userId()));
                }
            }
            case BookGroup command -> {
                for (RoomStay item : command.items()) {
                    roomTypes.add(item.roomTypeId());
                    add(nights, item.roomTypeId(), item.stay().dates());
                    draw(item.allotmentId());
                }
                if (command.holdFor() != null) {
                    holders.add(new Holder(request.caller().owner(), command.userId()));
                }
            }
            case Join command -> {
                joins.add(command);
                roomTypes.add(command.wanted().roomTypeId());
                add(
                        nights,
                        command.wanted().roomTypeId(),
                        command.wanted().stay().dates());
            }
            case Answer command -> {
                bookings.add(command.target().bookingId());
                entries.add(command.target().bookingId());
            }
            case CreateAllotment command -> {
                roomTypes.add(command.roomTypeId());
                add(nights, command.roomTypeId(), command.stay().dates());
            }
            case OfAllotment command -> wholeAllotments.add(command.allotmentId());
            case OfGroup command -> groups.add(command.groupId());
            case CatchUp command -> roomTypes.add(command.roomTypeId());
            case OfBooking command -> {
                bookings.add(command.bookingId());
                ofBookings.add(command);
            }
        }
    }

    private void draw(@Nullable AllotmentId allotment) {
        if (allotment != null) {
            allotments.add(allotment);
        }
    }

    private static void add(Set<NightKey> nights, RoomTypeId roomType, Collection<LocalDate> dates) {
        dates.forEach(date -> nights.add(new NightKey(roomType, date)));
    }
}
