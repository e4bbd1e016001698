package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which rows a batch will need, each set in lock order. Three kinds of rows are not in it, since they are known only once
 * others are read: the nights of the bookings to cancel, the properties of the room types, and the bookings that the
 * keys stand for.
 *
 * @param properties properties that are named
 * @param roomTypes room types that are named
 * @param nights nights to lock
 * @param bookings bookings to lock
 * @param keys idempotency keys to look up
 */
public record Footprint(
        SortedSet<PropertyId> properties,
        SortedSet<RoomTypeId> roomTypes,
        SortedSet<NightKey> nights,
        SortedSet<BookingId> bookings,
        SortedSet<ScopedKey> keys) {

    /** Collects the rows of all {@code requests}. */
    public static Footprint of(List<Request> requests) {
        Footprint all =
                new Footprint(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        requests.forEach(all::add);
        return all;
    }

    /** The nights to lock once the bookings are read: those of the footprint and those of {@code bookings}. */
    public SortedSet<NightKey> nightsWith(Collection<Booking> bookings) {
        if (bookings.isEmpty()) {
            return nights;
        }
        SortedSet<NightKey> all = new TreeSet<>(nights);
        bookings.forEach(
                booking -> add(all, booking.roomTypeId(), booking.stay().dates()));
        return all;
    }

    /** The earliest date of its nights. */
    public LocalDate firstDate() {
        return nights.stream()
                .map(NightKey::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void add(Request request) {
        switch (request.command()) {
            case SaveProperty command -> properties.add(command.property().id());
            case SaveRoomType command -> {
                properties.add(command.roomType().propertyId());
                roomTypes.add(command.roomType().id());
            }
            case OpenNights command -> {
                roomTypes.add(command.roomTypeId());
                add(
                        nights,
                        command.roomTypeId(),
                        command.from().datesUntil(command.to()).toList());
            }
            case Book command -> {
                roomTypes.add(command.roomTypeId());
                add(nights, command.roomTypeId(), command.stay().dates());
                keys.add(Objects.requireNonNull(request.claim()).scoped());
            }
            case Cancel command -> bookings.add(command.bookingId());
        }
    }

    private static void add(Set<NightKey> nights, RoomTypeId roomType, Collection<LocalDate> dates) {
        dates.forEach(date -> nights.add(new NightKey(roomType, date)));
    }
}
