package dev.lastroom.store.postgres;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.WorkingSet;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What this process remembers of the nights, so that a batch need not lock them before it decides. It may be out of
 * date, since other processes sell too: whether it was right, the database says when the batch is written. Thread-safe.
 */
final class Counts {

    /** Some 150 MB. Beyond that it begins anew. */
    private static final int NIGHTS_MAX = 1_000_000;

    /** How many room types a batch reads along: reading all of a large hotel at once would keep its guests waiting. */
    private static final int ROOM_TYPES_AT_ONCE = 8;

    private final Map<RoomTypeId, Map<LocalDate, Night>> roomTypes = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    /**
     * Gives a transaction the nights that it needs, if every one is known with as many rooms booked as the batch may
     * give back.
     *
     * @param givenBack how many rooms are given back together
     * @return whether it did
     */
    boolean load(Collection<NightKey> wanted, int givenBack, WorkingSet working) {
        for (NightKey key : wanted) {
            Night night = get(key);
            if (night == null || night.booked() < givenBack) {
                return false;
            }
            working.nights().load(key, night);
        }
        return true;
    }

    private @Nullable Night get(NightKey key) {
        Map<LocalDate, Night> nights = roomTypes.get(key.roomTypeId());
        return nights == null ? null : nights.get(key.date());
    }

    /** Room types of a batch of which nothing is known yet, as many as may be read with it. */
    List<RoomTypeId> unknown(Footprint footprint) {
        return footprint.roomTypes().stream()
                .filter(id -> !roomTypes.containsKey(id))
                .limit(ROOM_TYPES_AT_ONCE)
                .toList();
    }

    void remember(Collection<Night> nights) {
        if (size.get() > NIGHTS_MAX) {
            roomTypes.clear();
            size.set(0);
        }
        for (Night night : nights) {
            Night before = roomTypes
                    .computeIfAbsent(night.roomTypeId(), _ -> new ConcurrentHashMap<>())
                    .put(night.date(), night);
            if (before == null) {
                size.incrementAndGet();
            }
        }
    }

    void forget(Collection<RoomTypeId> wrong) {
        for (RoomTypeId id : wrong) {
            Map<LocalDate, Night> nights = roomTypes.remove(id);
            if (nights != null) {
                size.addAndGet(-nights.size());
            }
        }
    }
}
