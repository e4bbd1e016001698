package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one decision takes and gives back, as one difference for each night: of general sale, or of an
 * allotment, where rooms released meanwhile go back to general sale. Not thread-safe.
 */
final class NetRooms {

    private final State state;
    private final @Nullable AllotmentId allotmentId;

    /** In the order of the nights, in which most are added. */
    private final List<NetNight> differences = new ArrayList<>();

    /** @param allotmentId the allotment that the rooms are of; null for general sale */
    NetRooms(State state, @Nullable AllotmentId allotmentId) {
        this.state = state;
        this.allotmentId = allotmentId;
    }

    /** A night, looked up once, and how many rooms are taken; negative for rooms given back. */
    private static final class NetNight {

        private final NightKey key;
        private final @Nullable Night night;
        private int rooms;

        NetNight(State state, NightKey key, int rooms) {
            this.key = key;
            this.night = state.night(key);
            this.rooms = rooms;
        }
    }

    void take(RoomTypeId roomType, Collection<LocalDate> nights, int rooms) {
        for (LocalDate date : nights) {
            add(new NightKey(roomType, date), rooms);
        }
    }

    private void add(NightKey key, int rooms) {
        int at = differences.size();
        while (at > 0 && differences.get(at - 1).key.compareTo(key) > 0) {
            at--;
        }
        if (at > 0 && differences.get(at - 1).key.equals(key)) {
            differences.get(at - 1).rooms += rooms;
        } else {
            differences.add(at, new NetNight(state, key, rooms));
        }
    }

    void giveBack(Booking booking) {
        take(booking.roomTypeId(), booking.nightsHeld(), -booking.rooms());
    }

    /** Why the rooms cannot be taken: the first night with too few; null if they can. */
    @Nullable
    Refusal shortage() {
        for (NetNight difference : differences) {
            NightKey key = difference.key;
            int wanted = difference.rooms;
            if (allotmentId != null) {
                AllotmentNight night = allotmentNight(state, allotmentId, key);
                int left = night == null ? 0 : night.left();
                // A night that the allotment does not have has nothing to give back to it either.
                if (wanted > 0 && wanted > left) {
                    return new AllotmentExhausted(allotmentId, wanted, left, key.date());
                }
                continue;
            }
            Night night = difference.night;
            int available = night == null ? 0 : night.available();
            // A night that was never opened is not for sale, and has nothing to give back.
            if (wanted > available) {
                return new InsufficientInventory(key.roomTypeId(), wanted, available, key.date());
            }
        }
        return null;
    }

    /** The nights on which rooms are taken that the booking did not have before. */
    List<LocalDate> taken() {
        return differences.stream()
                .filter(difference -> difference.rooms > 0)
                .map(difference -> difference.key.date())
                .toList();
    }

    /** The nights as they are now, in order; null for one that is not open. */
    List<@Nullable Night> nights() {
        List<@Nullable Night> nights = new ArrayList<>(differences.size());
        for (NetNight difference : differences) {
            nights.add(difference.night);
        }
        return nights;
    }

    /**
     * The changed nights.
     *
     * @param event makes an event of an allotment's change
     */
    List<Change> changes(Function<Event.What, Event> event) {
        List<Change> changes = new ArrayList<>();
        List<AllotmentNight> before = allotmentId == null ? List.of() : new ArrayList<>();
        List<AllotmentNight> after = allotmentId == null ? List.of() : new ArrayList<>();
        for (NetNight difference : differences) {
            NightKey key = difference.key;
            int rooms = difference.rooms;
            if (rooms == 0) {
                continue;
            }
            int fromGeneralSale = rooms;
            if (allotmentId != null) {
                AllotmentNight was = Objects.requireNonNull(allotmentNight(state, allotmentId, key));
                AllotmentNight is = was.withPickedUp(rooms);
                before.add(was);
                after.add(is);
                changes.add(new Change.AllotmentNightIs(is));
                // Rooms left count as booked too: until a night is released, its count stays.
                fromGeneralSale += is.left() - was.left();
            }
            if (fromGeneralSale != 0) {
                changes.add(new Change.NightIs(
                        Objects.requireNonNull(difference.night).withBooked(fromGeneralSale)));
            }
        }
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
