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
 * What this process remembers of the nights, so that a batch need not lock them before it decides. It may be out of
 * date, since other processes sell too: whether it was right, the database says when the batch is written. Thread-safe.
 */
final class Counts {

    /** Some 20 MB. Beyond that it begins anew. */
    private static final int ALL_DAYS_MAX = 2_000_000;

    /** How many room types a batch reads along: reading all of a large hotel at once would keep its guests waiting. */
    static final int ROOM_TYPES_AT_ONCE = 8;

    private final Map<RoomTypeId, RememberedNights> roomTypes = new ConcurrentHashMap<>();

    /**
     * Gives a transaction the nights that it needs, if every one is known with as many rooms booked as the batch may
     * give back.
     *
     * @param toCancel the bookings whose rooms it may give back
     * @return whether it did
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

    /** Room types of a batch that are not remembered yet, as many as may be read with it. */
    List<RoomTypeId> unknown(Footprint footprint) {
        return footprint.roomTypes().stream()
                .filter(id -> !roomTypes.containsKey(id))
                .limit(ROOM_TYPES_AT_ONCE)
                .toList();
    }

    /** Begins to remember a room type; one that has no nights may be anything that somebody has asked for. */
    void begin(RoomTypeId id, RememberedNights nights) {
        if (nights.days() == 0) {
            return;
        }
        if (roomTypes.values().stream().mapToInt(RememberedNights::days).sum() > ALL_DAYS_MAX) {
            roomTypes.clear();
        }
        roomTypes.put(id, nights);
    }

    /** Takes note of how nights are now, where their room types are remembered. */
    void remember(Collection<Night> nights) {
        for (Night night : nights) {
            RememberedNights remembered = roomTypes.get(night.roomTypeId());
            if (remembered != null) {
                remembered.put(night);
            }
        }
    }

    /** Adds what a batch has added to nights, to whatever is remembered by now: another may have done so meanwhile. */
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
