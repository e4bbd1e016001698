package dev.lastroom.server.bulk;

import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes nights as rows, with rooms, price or both. A missing value means: the room type's value for a new
 * night, no change for an existing one.
 */
final class InventoryRows {

    private static final String ROOM_TYPE_ID = "roomTypeId";
    private static final String DATE = "date";
    private static final String TOTAL_ROOMS = "totalRooms";
    private static final String PRICE_PER_NIGHT = "pricePerNight";

    /** Written for people and not read, because the bookings determine it. */
    private static final String BOOKED_ROOMS = "bookedRooms";

    static final FileColumns COLUMNS = new FileColumns(
            List.of(ROOM_TYPE_ID, DATE, TOTAL_ROOMS, BOOKED_ROOMS, PRICE_PER_NIGHT), List.of(ROOM_TYPE_ID, DATE));

    private InventoryRows() {}

    static Map<String, @Nullable Object> write(Night night) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put(ROOM_TYPE_ID, night.roomTypeId());
        row.put(DATE, night.date());
        row.put(TOTAL_ROOMS, night.total());
        row.put(BOOKED_ROOMS, night.booked());
        row.put(PRICE_PER_NIGHT, night.price());
        return row;
    }

    static OpenNights read(FileRow row) throws BadFileException {
        RoomTypeId roomType = row.text(ROOM_TYPE_ID, RoomTypeId::new);
        LocalDate date = row.date(DATE);
        Integer total = row.optionalInt(TOTAL_ROOMS, RoomType::checkTotalRooms);
        Long price = row.optionalInteger(PRICE_PER_NIGHT, RoomType::checkPricePerNight);
        return row.checked(DATE, () -> new OpenNights(roomType, date, date.plusDays(1), total, price));
    }

    /** Joins both into one command if the second begins where the first ends; null otherwise. */
    static @Nullable OpenNights joined(OpenNights first, OpenNights second) {
        boolean goesOn = first.roomTypeId().equals(second.roomTypeId())
                && first.to().equals(second.from())
                && Objects.equals(first.totalRooms(), second.totalRooms())
                && Objects.equals(first.pricePerNight(), second.pricePerNight())
                && first.nights() < OpenNights.NIGHTS_MAX;
        return goesOn
                ? new OpenNights(
                        first.roomTypeId(), first.from(), second.to(), first.totalRooms(), first.pricePerNight())
                : null;
    }
}
