package dev.lastroom.proof.replay;

import dev.lastroom.engine.inventory.IntegrityReport;
import java.time.Duration;
import java.util.List;

/**
 * The result of a replay.
 *
 * @param rows how many rows the file has
 * @param skipped how many of them have no night
 * @param accepted bookings that were made
 * @param refused bookings that found no room
 * @param cancelled bookings that were made and cancelled
 * @param roomNights the room nights that bookings hold at the end, by the outcomes
 * @param recordedRoomNights the same, as recorded in the database's nights
 * @param roomTypes how many room types there are
 * @param integrity the recount of the whole database
 * @param took how long bookings and cancels took
 * @param confirmed holds that were confirmed
 * @param occupancy for each room type, who had a room in the end
 */
public record ReplayResult(
        long rows,
        long skipped,
        long accepted,
        long refused,
        long cancelled,
        long roomNights,
        long recordedRoomNights,
        int roomTypes,
        IntegrityReport integrity,
        Duration took,
        long confirmed,
        List<Occupancy> occupancy) {

    public ReplayResult {
        occupancy = List.copyOf(occupancy);
    }

    /** Whether the recount finds no drift, and the outcomes match the database. */
    public boolean consistent() {
        return integrity.consistent() && roomNights == recordedRoomNights;
    }

    /** Requested bookings per second. */
    public double bookingsPerSecond() {
        return (accepted + refused) / Math.max(took.toNanos() / 1e9, 1e-9);
    }
}
