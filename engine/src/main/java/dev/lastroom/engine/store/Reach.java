package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changes of one booking may make of it. Each goes on from what the ones before it left, and each may be refused: so
 * of several it is everything between the earliest and the latest date, in each room type.
 *
 * @param roomTypes the room types it may have
 * @param dates the nights it may have
 */
record Reach(Set<RoomTypeId> roomTypes, List<LocalDate> dates) {

    static Reach of(Booking booking, List<Amend> amends) {
        Set<RoomTypeId> roomTypes = new TreeSet<>(Set.of(booking.roomTypeId()));
        amends.forEach(amend -> roomTypes.add(amend.roomTypeOf(booking)));
        if (amends.size() == 1) {
            return new Reach(roomTypes, amends.getFirst().datesOf(booking));
        }
        List<LocalDate> ends =
                new ArrayList<>(List.of(booking.stay().start(), booking.stay().end()));
        for (Amend amend : amends) {
            if (amend.start() != null) {
                ends.add(amend.start());
            }
            if (amend.end() != null) {
                ends.add(amend.end());
            }
        }
        ends.sort(LocalDate::compareTo);
        return new Reach(roomTypes, ends.getFirst().datesUntil(ends.getLast()).toList());
    }
}
