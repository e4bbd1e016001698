package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One night of an allotment. What is left of it counts as booked on the night of the room type; what is picked up counts
 * there by its bookings; what is released does not count. Whoever changes it has locked that night. Immutable and
 * thread-safe.
 *
 * @param allotmentId the allotment
 * @param roomTypeId its room type
 * @param date the calendar date on which the night begins
 * @param rooms how many rooms the allotment has, or had until it was released, 0-100,000
 * @param pickedUp how many of them its bookings have
 * @param releaseAt when the others are released; null for never
 * @param released whether that has been noted
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
            throw new IllegalArgumentException("pickedUp must be 0 to " + rooms + " of allotment " + allotmentId
                    + " on " + date + ", not " + pickedUp);
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

    /** The night of the room type on which it counts, and which guards it. */
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

    /** Whether it is to be released at {@code now}: from that moment its rooms are anybody's. */
    public boolean isDue(Instant now) {
        return !released && releaseAt != null && !now.isBefore(releaseAt);
    }

    /** The night as it is at {@code now}, also where nobody has noted yet that it is released. */
    public AllotmentNight asOf(Instant now) {
        return isDue(now) ? asReleased() : this;
    }

    public AllotmentNight asReleased() {
        return new AllotmentNight(allotmentId, roomTypeId, date, rooms, pickedUp, releaseAt, true);
    }

    /** The night with {@code more} rooms picked up, or fewer where it is negative. */
    public AllotmentNight withPickedUp(int more) {
        return new AllotmentNight(allotmentId, roomTypeId, date, rooms, pickedUp + more, releaseAt, released);
    }

    /** The night with another number of rooms, to be released at another time. */
    public AllotmentNight with(int newRooms, @Nullable Instant newReleaseAt) {
        return new AllotmentNight(allotmentId, roomTypeId, date, newRooms, pickedUp, newReleaseAt, released);
    }
}
