package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.ExpireHolds;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.Reinstate;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.GroupCommand.BookGroup;
import dev.lastroom.engine.booking.GroupCommand.OfGroup;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.UserId;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which rows a batch will need, each set in lock order. What is known only once others are read is asked for with
 * what was {@linkplain Found found}: the nights and room types of that. Not in it are the properties of the room types, and the
 * bookings that the keys stand for.
 *
 * @param at the time of the batch, that of its latest request: holds that have lapsed by then are expired
 * @param properties properties that are named
 * @param roomTypes room types that are named
 * @param nights nights to lock
 * @param bookings bookings that are named
 * @param groups groups of which all bookings are named
 * @param keys idempotency keys to look up
 * @param holders users who ask for a hold
 * @param entries entries of waitlists that are named, as the bookings which are their offers are
 * @param ofBookings the commands on bookings, which may need more when these are known
 */
public record Footprint(
        Instant at,
        SortedSet<PropertyId> properties,
        SortedSet<RoomTypeId> roomTypes,
        SortedSet<NightKey> nights,
        SortedSet<BookingId> bookings,
        SortedSet<GroupId> groups,
        SortedSet<ScopedKey> keys,
        SortedSet<UserId> holders,
        SortedSet<BookingId> entries,
        List<OfBooking> ofBookings) {

    /** Collects the rows of all {@code requests}. */
    public static Footprint of(List<Request> requests) {
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
                new ArrayList<>());
        requests.forEach(all::add);
        return all;
    }

    /** The time of the latest of {@code requests}. */
    static Instant latest(List<Request> requests) {
        return requests.stream().map(Request::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /**
     * The nights on which something may change: those that are named, and all that the bookings and entries which are
     * named or have lapsed have, and are to have. Whoever waits for one of these must be known.
     */
    public SortedSet<NightKey> nightsTouched(Found found) {
        if (found.bookings().isEmpty() && entries.isEmpty()) {
            return nights;
        }
        SortedSet<NightKey> all = new TreeSet<>(nights);
        for (Booking booking : found.bookings()) {
            add(all, booking.roomTypeId(), booking.stay().dates());
            reach(booking).ifPresent(reach -> reach.roomTypes().forEach(type -> add(all, type, reach.dates())));
        }
        named(found).forEach(entry -> add(all, entry.roomTypeId(), entry.stay().dates()));
        return all;
    }

    /** The nights to lock: those that are touched, and all of those who wait for one of them. */
    public SortedSet<NightKey> nightsWith(Found found) {
        if (found.entries().isEmpty()) {
            return nightsTouched(found);
        }
        SortedSet<NightKey> all = new TreeSet<>(nightsTouched(found));
        found.entries().values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING)
                .forEach(entry -> add(all, entry.roomTypeId(), entry.stay().dates()));
        return all;
    }

    private List<WaitlistEntry> named(Found found) {
        return entries.stream()
                .map(found.entries()::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The room types that are needed. */
    public SortedSet<RoomTypeId> roomTypesWith(Found found) {
        if (found.bookings().isEmpty() && entries.isEmpty()) {
            return roomTypes;
        }
        SortedSet<RoomTypeId> all = new TreeSet<>(roomTypes);
        for (Booking booking : found.bookings()) {
            all.add(booking.roomTypeId());
            reach(booking).ifPresent(reach -> all.addAll(reach.roomTypes()));
        }
        named(found).forEach(entry -> all.add(entry.roomTypeId()));
        return all;
    }

    /** The users who ask for a hold, or for one again, once the bookings are known. */
    public SortedSet<UserId> holdersWith(Found found) {
        SortedSet<UserId> all = new TreeSet<>(holders);
        for (OfBooking command : ofBookings) {
            if (command instanceof Reinstate(Target target, HoldTime holdFor) && holdFor != null) {
                found.bookings().stream()
                        .filter(booking -> booking.id().equals(target.bookingId()))
                        .forEach(booking -> all.add(booking.userId()));
            }
        }
        return all;
    }

    /** What the commands of the batch may make of a booking. */
    private Optional<Reach> reach(Booking booking) {
        List<Amend> amends = ofBookings.stream()
                .filter(command -> command.bookingId().equals(booking.id()))
                .filter(Amend.class::isInstance)
                .map(Amend.class::cast)
                .toList();
        return amends.isEmpty() ? Optional.empty() : Optional.of(Reach.of(booking, amends));
    }

    /** Whether there are bookings to read before it is known which nights are needed. */
    public boolean namesBookings() {
        return !bookings.isEmpty() || !groups.isEmpty();
    }

    /** The earliest date of its nights. */
    public LocalDate firstDate() {
        return nights.stream()
                .map(NightKey::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void add(Request request) {
        if (request.claim() != null) {
            keys.add(request.claim().scoped());
        }
        switch (request.command()) {
            case SaveProperty command -> properties.add(command.property().id());
            case SaveRoomType command -> {
                properties.add(command.roomType().propertyId());
                roomTypes.add(command.roomType().id());
            }
            case OpenNights command -> {
                roomTypes.add(command.roomTypeId());
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
                roomTypes.add(command.roomTypeId());
                add(nights, command.roomTypeId(), command.stay().dates());
                if (command.holdFor() != null) {
                    holders.add(command.userId());
                }
            }
            case BookGroup command -> {
                for (BookGroup.Item item : command.items()) {
                    roomTypes.add(item.roomTypeId());
                    add(nights, item.roomTypeId(), item.stay().dates());
                }
                if (command.holdFor() != null) {
                    holders.add(command.userId());
                }
            }
            case Join command -> {
                roomTypes.add(command.roomTypeId());
                add(nights, command.roomTypeId(), command.stay().dates());
            }
            case Answer command -> {
                bookings.add(command.target().bookingId());
                entries.add(command.target().bookingId());
            }
            case OfGroup command -> groups.add(command.groupId());
            case ExpireHolds command -> roomTypes.add(command.roomTypeId());
            case OfBooking command -> {
                bookings.add(command.bookingId());
                ofBookings.add(command);
            }
        }
    }

    private static void add(Set<NightKey> nights, RoomTypeId roomType, Collection<LocalDate> dates) {
        dates.forEach(date -> nights.add(new NightKey(roomType, date)));
    }
}
