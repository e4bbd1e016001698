package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Refusal.AllotmentExhausted;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rooms that one decision takes and gives back, as one difference for each night: of general sale, or of an allotment,
 * where what was released in the meantime goes back to general sale. Not thread-safe.
 */
final class NetRooms {

    private final @Nullable AllotmentId allotmentId;
    private final SortedMap<NightKey, Integer> differences = new TreeMap<>();

    /** @param allotmentId from which the rooms are; null where they are from general sale */
    NetRooms(@Nullable AllotmentId allotmentId) {
        this.allotmentId = allotmentId;
    }

    void take(RoomTypeId roomType, Collection<LocalDate> nights, int rooms) {
        nights.forEach(date -> differences.merge(new NightKey(roomType, date), rooms, Integer::sum));
    }

    void giveBack(Booking booking) {
        take(booking.roomTypeId(), booking.nightsHeld(), -booking.rooms());
    }

    /** Why they cannot be taken: the first night with too few; null where they can. */
    @Nullable
    Refusal shortage(State state) {
        for (var difference : differences.entrySet()) {
            NightKey key = difference.getKey();
            int wanted = difference.getValue();
            if (allotmentId != null) {
                AllotmentNight night = allotmentNight(state, allotmentId, key);
                int left = night == null ? 0 : night.left();
                // A night that the allotment does not have has nothing to give back to it either.
                if (wanted > 0 && wanted > left) {
                    return new AllotmentExhausted(allotmentId, wanted, left, key.date());
                }
                continue;
            }
            Night night = state.night(key);
            int available = night == null ? 0 : night.available();
            // A night that was never opened is not for sale, and has nothing to give back.
            if (wanted > available) {
                return new InsufficientInventory(key.roomTypeId(), wanted, available, key.date());
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

    /**
     * The nights as they are then.
     *
     * @param event makes an event of what happens to an allotment
     */
    List<Change> changes(State state, Function<Event.What, Event> event) {
        List<Change> changes = new ArrayList<>();
        List<AllotmentNight> before = new ArrayList<>();
        List<AllotmentNight> after = new ArrayList<>();
        differences.forEach((key, rooms) -> {
            if (rooms == 0) {
                return;
            }
            int fromGeneralSale = rooms;
            if (allotmentId != null) {
                AllotmentNight was = Objects.requireNonNull(allotmentNight(state, allotmentId, key));
                AllotmentNight is = was.withPickedUp(rooms);
                before.add(was);
                after.add(is);
                changes.add(new Change.AllotmentNightIs(is));
                // What is left counts as booked too: while a night is not released, its count stays.
                fromGeneralSale += is.left() - was.left();
            }
            if (fromGeneralSale != 0) {
                changes.add(new Change.NightIs(
                        Objects.requireNonNull(state.night(key)).withBooked(fromGeneralSale)));
            }
        });
        if (allotmentId != null && !after.isEmpty()) {
            Allotment allotment = Objects.requireNonNull(state.allotment(allotmentId));
            changes.add(new Change.Happened(event.apply(new AllotmentEvent(
                    AllotmentEvent.Type.PICK_UP,
                    AllotmentEvent.Side.of(allotment, before),
                    AllotmentEvent.Side.of(allotment, after)))));
        }
        return changes;
    }

    private static @Nullable AllotmentNight allotmentNight(State state, AllotmentId id, NightKey key) {
        AllotmentNight night = state.allotmentNight(id, key.date());
        return night != null && night.night().equals(key) ? night : null;
    }
}
