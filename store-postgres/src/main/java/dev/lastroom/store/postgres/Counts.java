package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nights that this process remembers, so that a batch need not lock them before it decides. They may be out of
 * date, since other processes sell too: the database checks them when the batch is written. Thread-safe.
 */
final class Counts {

    /** About 20 MB. Beyond that, everything is forgotten. */
    private static final int ALL_DAYS_MAX = 2_000_000;

    /** The room types read along with one batch. Reading all of a large hotel at once would delay its guests. */
    static final int ROOM_TYPES_AT_ONCE = 8;

    private final Map<RoomTypeId, RememberedNights> roomTypes = new ConcurrentHashMap<>();

    /**
     * Loads the needed nights into a transaction, if every one is remembered with at least as many rooms booked as the
     * batch may give back.
     *
     * @param toCancel the bookings whose rooms the batch may give back
     * @return whether the nights were loaded
     */
    boolean load(Collection<NightKey> wanted, Collection<Booking> toCancel, WorkingSet working) {
        Map<NightKey, Integer> givenBack = new HashMap<>();
        for (Booking booking : toCancel) {
            booking.stay()
                    .dates()
                    .forEach(date ->
                            givenBack.merge(new NightKey(booking.roomTypeId(), date), booking.rooms(), Integer::sum));
        }
        for (NightKey key : wanted) {
            RememberedNights nights = roomTypes.get(key.roomTypeId());
            Night night = nights == null ? null : nights.get(key.date());
            if (night == null || night.booked() < givenBack.getOrDefault(key, 0)) {
                return false;
            }
            working.nights().load(key, night);
        }
        return true;
    }

    /** Returns the room types of a batch that are not remembered yet, up to {@link #ROOM_TYPES_AT_ONCE}. */
    List<RoomTypeId> unknown(Footprint footprint) {
        return footprint.roomTypes().stream()
                .filter(id -> !roomTypes.containsKey(id))
                .limit(ROOM_TYPES_AT_ONCE)
                .toList();
    }

    /** Starts to remember a room type. One without nights is skipped: it may be any id that a caller made up. */
    void begin(RoomTypeId id, RememberedNights nights) {
        if (nights.days() == 0) {
            return;
        }
        if (roomTypes.values().stream().mapToInt(RememberedNights::days).sum() > ALL_DAYS_MAX) {
            roomTypes.clear();
        }
        roomTypes.put(id, nights);
    }

    /** Records the current state of nights whose room types are remembered. */
    void remember(Collection<Night> nights) {
        for (Night night : nights) {
            RememberedNights remembered = roomTypes.get(night.roomTypeId());
            if (remembered != null) {
                remembered.put(night);
            }
        }
    }

    /** Adds a batch's changes to the remembered counts, which another batch may have changed in the meantime. */
    void add(Collection<Changed<Night>> changed) {
        for (Changed<Night> night : changed) {
            RememberedNights remembered = roomTypes.get(night.now().roomTypeId());
            if (remembered != null) {
                remembered.add(night.now().date(), PostgresNights.rooms(night));
            }
        }
    }

    void forget(Collection<RoomTypeId> wrong) {
        roomTypes.keySet().removeAll(wrong);
    }
}
