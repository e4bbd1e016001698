package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;

/**
 * A line that a decision reads: all entries that wait for a night of a room type in a range. Immutable.
 *
 * @param from the first night
 * @param to the day after the last night
 */
public record Line(RoomTypeId roomTypeId, LocalDate from, LocalDate to) {

    static Line of(RoomTypeId roomTypeId, Stay stay) {
        return new Line(roomTypeId, stay.start(), stay.end());
    }

    /** The line for all nights of {@code dates} and of {@code stay}. */
    static Line of(RoomTypeId roomTypeId, Stay stay, Collection<LocalDate> dates) {
        if (dates.isEmpty()) {
            return of(roomTypeId, stay);
        }
        LocalDate first = Collections.min(dates);
        LocalDate end = Collections.max(dates).plusDays(1);
        return new Line(
                roomTypeId,
                first.isBefore(stay.start()) ? first : stay.start(),
                end.isAfter(stay.end()) ? end : stay.end());
    }
}
