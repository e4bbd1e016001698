package dev.lastroom.bench.database;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The hotel for sale: many room types that never sell out, one more for the flash sale, and one that is sold out.
 * Immutable and thread-safe.
 */
public final class BenchHotel {

    /** How many room types a property has, since availability is queried per property. */
    public static final int ROOM_TYPES_PER_PROPERTY = 10;

    /** More rooms than any run sells. */
    static final int ROOMS_OF_PLENTY = 1_000_000_000;

    /** The rooms of the room type that is sold out. */
    static final int ROOMS_SOLD_OUT = 10;

    /** Far enough ahead that no midnight during a run puts a stay in the past. */
    private static final int DAYS_AHEAD = 30;

    private final List<RoomTypeId> roomTypes;
    private final Map<RoomTypeId, Integer> indexes = new HashMap<>();
    private final LocalDate firstNight = LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_AHEAD);
    private final int nights;

    /**
     * A hotel to be furnished.
     *
     * @param roomTypes how many room types have rooms for everybody, 1-100,000
     * @param nights how many nights are open, 2-365
     */
    public BenchHotel(int roomTypes, int nights) {
        this.roomTypes = IntStream.range(0, roomTypes + 2)
                .mapToObj(i -> new RoomTypeId(i < roomTypes ? "rt" + i : i == roomTypes ? "hot" : "sold-out"))
                .toList();
        this.nights = nights;
        for (int i = 0; i < this.roomTypes.size(); i++) {
            indexes.put(this.roomTypes.get(i), i);
        }
    }

    /** How many room types have rooms for everybody; their indexes begin at 0. */
    public int ordinaryRoomTypes() {
        return roomTypes.size() - 2;
    }

    /** The index of the room type of the flash sale. */
    public int hot() {
        return roomTypes.size() - 2;
    }

    /** The index of the room type that is sold out. */
    public int soldOut() {
        return roomTypes.size() - 1;
    }

    /** How many nights are open. */
    public int nights() {
        return nights;
    }

    /** The room type at an index. */
    public RoomTypeId roomType(int index) {
        return roomTypes.get(index);
    }

    /** The property of the room type at an index. */
    public PropertyId property(int index) {
        return new PropertyId("hotel-" + index / ROOM_TYPES_PER_PROPERTY);
    }

    /** The stay that begins {@code day} nights after the first one. */
    public Stay stay(int day, int stayNights) {
        return Stay.of(firstNight.plusDays(day), stayNights);
    }

    List<RoomTypeId> roomTypes() {
        return roomTypes;
    }

    LocalDate date(int day) {
        return firstNight.plusDays(day);
    }

    /** The number of a night, from 0 to {@link #nightCount()} - 1. */
    int nightIndex(int roomType, int day) {
        return roomType * nights + day;
    }

    int nightIndex(RoomTypeId roomType, LocalDate date) {
        Integer index = indexes.get(roomType);
        if (index == null) {
            throw new IllegalArgumentException("this hotel has no such room type: " + roomType);
        }
        return nightIndex(index, (int) (date.toEpochDay() - firstNight.toEpochDay()));
    }

    int nightCount() {
        return roomTypes.size() * nights;
    }

    String nightName(int nightIndex) {
        return roomTypes.get(nightIndex / nights) + " on " + date(nightIndex % nights);
    }
}
