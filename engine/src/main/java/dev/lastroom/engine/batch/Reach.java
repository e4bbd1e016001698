package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.Command.Amend;
import dev.lastroom.engine.command.Command.OfBooking;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changes of one booking may make of it. Each goes on from what the ones before it left, and each may be refused: so
 * of several it is every stay from one of the dates of arrival to one of the dates of departure, in each room type.
 *
 * @param roomTypes the room types it may have
 * @param dates the nights it may have
 */
record Reach(Set<RoomTypeId> roomTypes, Collection<LocalDate> dates) {

    /** What those of {@code commands} may make of the booking that change it; empty where none does. */
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
            // The longest stay has the nights of all others.
            LocalDate end = ends.floor(start.plusDays(Stay.STAY_NIGHTS_MAX));
            if (end != null && end.isAfter(start)) {
                start.datesUntil(end).forEach(dates::add);
            }
        }
        return new Reach(roomTypes, dates);
    }
}
