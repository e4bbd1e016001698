package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The room types and nights that changes may give to one booking. Each change builds on the ones before it, and each
 * may be refused. The reach of several is therefore every stay from one of the arrival dates to one of the departure
 * dates, in each room type.
 *
 * @param roomTypes the room types it may have
 * @param dates the nights it may have
 */
record Reach(Set<RoomTypeId> roomTypes, Collection<LocalDate> dates) {

    /** The reach of the amending commands among {@code commands} on the booking; empty if there are none. */
    static Optional<Reach> of(BookingId id, RoomTypeId roomType, Stay stay, List<OfBooking> commands) {
        List<Amend> amends = commands.stream()
                .filter(command -> command.bookingId().equals(id))
                .filter(Amend.class::isInstance)
                .map(Amend.class::cast)
                .toList();
        return amends.isEmpty() ? Optional.empty() : Optional.of(of(roomType, stay, amends));
    }

    private static Reach of(RoomTypeId roomType, Stay stay, List<Amend> amends) {
        Set<RoomTypeId> roomTypes = new TreeSet<>(Set.of(roomType));
        amends.forEach(amend -> roomTypes.add(amend.roomTypeInsteadOf(roomType)));
        if (amends.size() == 1) {
            return new Reach(roomTypes, amends.getFirst().datesInsteadOf(stay));
        }
        Set<LocalDate> starts = new TreeSet<>(Set.of(stay.start()));
        NavigableSet<LocalDate> ends = new TreeSet<>(Set.of(stay.end()));
        for (Amend amend : amends) {
            if (amend.start() != null) {
                starts.add(amend.start());
            }
            if (amend.end() != null) {
                ends.add(amend.end());
            }
        }
        Set<LocalDate> dates = new TreeSet<>();
        for (LocalDate start : starts) {
            // The longest stay includes the nights of all others.
            LocalDate end = ends.floor(start.plusDays(Stay.STAY_NIGHTS_MAX));
            if (end != null && end.isAfter(start)) {
                start.datesUntil(end).forEach(dates::add);
            }
        }
        return new Reach(roomTypes, dates);
    }
}
