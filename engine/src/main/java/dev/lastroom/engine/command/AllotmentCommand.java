package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.engine.inventory.Names;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A command that sets rooms aside for a partner or a group. */
public sealed interface AllotmentCommand extends Command<AllotmentNights> {

    @Override
    default Class<AllotmentNights> answer() {
        return AllotmentNights.class;
    }

    /**
     * Sets rooms aside on each night of a range, all or nothing. A night whose release time has passed gets none from
     * the start.
     *
     * @param owner whose API keys may draw on it and see it; null for all
     * @param name who it is for, 1-200 characters
     * @param stay its nights
     * @param rooms the rooms on each night, 1-100,000
     * @param release when rooms that are not picked up are released
     * @param givenKey the caller's idempotency key; without one, each request makes another allotment
     */
    record CreateAllotment(
            @Nullable String owner,
            RoomTypeId roomTypeId,
            String name,
            Stay stay,
            int rooms,
            Release release,
            @Nullable IdempotencyKey givenKey)
            implements AllotmentCommand {

        /** @throws IllegalArgumentException if a value is out of range */
        public CreateAllotment {
            if (owner != null) {
                Ids.check(owner);
            }
            Names.check(name);
            checkRooms(rooms);
        }

        /**
         * Returns {@code rooms}.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public static int checkRooms(int rooms) {
            if (rooms < 1) {
                throw new IllegalArgumentException("must be 1 or more");
            }
            return RoomType.checkTotalRooms(rooms);
        }

        /** The same command with a given key. */
        public CreateAllotment withKey(String key) {
            return new CreateAllotment(owner, roomTypeId, name, stay, rooms, release, new IdempotencyKey(key));
        }

        @Override
        public int nights() {
            return stay.nights();
        }

        /** The fingerprint that a key of this request is bound to. */
        public Fingerprint fingerprint() {
            return Fingerprint.of(
                    "POST /v1/allotments",
                    owner + "|" + roomTypeId + "|" + stay.start() + "|" + stay.end() + "|" + rooms + "|"
                            + release.date() + "|" + release.daysBefore() + "|" + name);
        }
    }

    /** A command on an existing allotment. It claims no key: a second time, it changes nothing more. */
    sealed interface OfAllotment extends AllotmentCommand {

        /** The allotment. */
        AllotmentId allotmentId();

        /** The most that an allotment can have. */
        @Override
        default int nights() {
            return Stay.STAY_NIGHTS_MAX;
        }
    }

    /**
     * Changes an allotment, all or nothing. A null value means no change. Nights already released stay as they are.
     *
     * @param name who it is for
     * @param rooms the new number of rooms, 0-100,000, not fewer than are picked up
     * @param from the first night that gets this number; null for the allotment's first
     * @param to the day after the last such night; null for the day after the allotment's last
     * @param release when rooms that are not picked up are released; its null parts mean no change
     */
    record ChangeAllotment(
            AllotmentId allotmentId,
            @Nullable String name,
            @Nullable Integer rooms,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Release release)
            implements OfAllotment {

        /**
         * @throws IllegalArgumentException if a value is out of range
         * @throws InvalidDateRangeException if both dates are given and have no night between them
         */
        public ChangeAllotment {
            if (name != null) {
                Names.check(name);
            }
            if (rooms != null) {
                RoomType.checkTotalRooms(rooms);
            }
            if (from != null && to != null) {
                Stay _ = new Stay(from, to);
            }
        }
    }

    /**
     * Releases at once, and for good, the rooms that are not picked up: no more bookings can draw on the allotment.
     * Existing bookings stay as they are.
     */
    record ReleaseAllotment(AllotmentId allotmentId) implements OfAllotment {}
}
