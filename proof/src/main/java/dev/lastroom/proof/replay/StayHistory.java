package dev.lastroom.proof.replay;

import dev.lastroom.proof.replay.HistoryRow.RoomTypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A booking history, ready to be replayed: for each room type its events, in order. Immutable and thread-safe.
 *
 * @param rows how many rows the file has
 * @param skipped how many of them have no night
 * @param roomTypes the room types, in the order in which the file first names them
 */
public record StayHistory(long rows, long skipped, List<RoomTypeHistory> roomTypes) {

    public StayHistory {
        roomTypes = List.copyOf(roomTypes);
    }

    /** How many bookings and cancels there are. */
    public long events() {
        return roomTypes.stream()
                .mapToLong(roomType -> roomType.events().size())
                .sum();
    }

    /** Builds the history from rows in the order of the file. */
    static StayHistory of(long skipped, List<HistoryRow> rows) {
        Map<RoomTypeName, List<HistoryRow>> byRoomType = new LinkedHashMap<>();
        rows.forEach(row -> byRoomType
                .computeIfAbsent(row.roomType(), _ -> new ArrayList<>())
                .add(row));
        return new StayHistory(
                skipped + rows.size(),
                skipped,
                byRoomType.values().stream().map(RoomTypeHistory::of).toList());
    }
}
