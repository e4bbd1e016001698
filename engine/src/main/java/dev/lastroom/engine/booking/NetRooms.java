package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rooms that one decision takes and gives back, as one difference for each night. Not thread-safe. */
final class NetRooms {

    private final SortedMap<NightKey, Integer> differences = new TreeMap<>();

    void take(RoomTypeId roomType, Collection<LocalDate> nights, int rooms) {
        nights.forEach(date -> differences.merge(new NightKey(roomType, date), rooms, Integer::sum));
    }

    void giveBack(Booking booking) {
        take(booking.roomTypeId(), booking.nightsHeld(), -booking.rooms());
    }

    /** Why they cannot be taken: the first night with too few; null where they can. */
    @Nullable
    InsufficientInventory shortage(State state) {
        for (var difference : differences.entrySet()) {
            Night night = state.night(difference.getKey());
            int available = night == null ? 0 : night.available();
            // A night that was never opened is not for sale, and has nothing to give back.
            if (difference.getValue() > available) {
                NightKey key = difference.getKey();
                return new InsufficientInventory(key.roomTypeId(), difference.getValue(), available, key.date());
            }
        }
        return null;
    }

    /** The nights on which rooms are taken that were not had before. */
    List<LocalDate> taken() {
        return differences.entrySet().stream()
                .filter(difference -> difference.getValue() > 0)
                .map(difference -> difference.getKey().date())
                .toList();
    }

    /** The nights as they are then. */
    List<Change> changes(State state) {
        List<Change> changes = new ArrayList<>();
        differences.forEach((key, rooms) -> {
            if (rooms != 0) {
                changes.add(new Change.NightIs(
                        Objects.requireNonNull(state.night(key)).withBooked(rooms)));
            }
        });
        return changes;
    }
}
