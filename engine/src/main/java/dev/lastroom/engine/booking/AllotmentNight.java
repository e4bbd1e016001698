package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One night of an allotment. Rooms left count as booked on the room type's night, picked-up rooms count there through
 * their bookings, and released rooms do not count. That night must be locked before this one changes. Immutable and
 * thread-safe.
 *
 * @param allotmentId the allotment
 * @param roomTypeId its room type
 * @param date the calendar date on which the night begins
 * @param rooms the allotment's rooms, or its rooms until it was released, 0-100,000
 * @param pickedUp how many of them its bookings have
 * @param releaseAt when the others are released; null for never
 * @param released whether the release has been recorded
 */
public record AllotmentNight(
        AllotmentId allotmentId,
        RoomTypeId roomTypeId,
        LocalDate date,
        int rooms,
        int pickedUp,
        @Nullable Instant releaseAt,
        boolean released) {

    /** @throws IllegalArgumentException if more rooms are picked up than there are */
    public AllotmentNight {
        if (pickedUp < 0 || pickedUp > rooms) {
            throw new IllegalArgumentException("pickedUp of allotment " + allotmentId + " on " + date + " must be 0 to "
                    + rooms + ", not " + pickedUp);
        }
    }

    /** Names a night of an allotment. */
    public record Key(AllotmentId allotmentId, LocalDate date) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::allotmentId).thenComparing(Key::date);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Its name. */
    public Key key() {
        return new Key(allotmentId, date);
    }

    /** The room type's night on which it counts, and whose lock guards it. */
    public NightKey night() {
        return new NightKey(roomTypeId, date);
    }

    /** How many rooms can still be drawn from it. */
    public int left() {
        return released ? 0 : rooms - pickedUp;
    }

    /** How many rooms went back to general sale. */
    public int releasedRooms() {
        return released ? rooms - pickedUp : 0;
    }

    /** Whether its release is due at {@code now}: from that moment its rooms are free. */
    public boolean isDue(Instant now) {
        return !released && releaseAt != null && !now.isBefore(releaseAt);
    }

    /** The night as it is at {@code now}, even if its release is not yet recorded. */
    public AllotmentNight asOf(Instant now) {
        return isDue(now) ? asReleased() : this;
    }

    public AllotmentNight asReleased() {
        return new AllotmentNight(allotmentId, roomTypeId, date, rooms, pickedUp, releaseAt, true);
    }

    /** The night with {@code more} rooms picked up; fewer if negative. */
    public AllotmentNight withPickedUp(int more) {
        return new AllotmentNight(allotmentId, roomTypeId, date, rooms, pickedUp + more, releaseAt, released);
    }

    /** The night with another number of rooms and another release time. */
    public AllotmentNight with(int newRooms, @Nullable Instant newReleaseAt) {
        return new AllotmentNight(allotmentId, roomTypeId, date, newRooms, pickedUp, newReleaseAt, released);
    }
}
