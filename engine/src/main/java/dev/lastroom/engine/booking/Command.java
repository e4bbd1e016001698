package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Something the engine is asked to do. Every command checks its values itself; all are immutable and thread-safe. */
public sealed interface Command {

    /** How many nights it touches, as far as the command itself tells. */
    default int nights() {
        return 0;
    }

    /** Sets up a property, or changes it. Gives {@link Outcome.PropertySaved}. */
    record SaveProperty(Property property) implements Command {

        /**
         * As the constructor.
         *
         * @throws IllegalArgumentException if the name is malformed
         */
        public static SaveProperty of(String id, String name, String timeZone, String currency) {
            return new SaveProperty(
                    new Property(new PropertyId(id), name, ZoneId.of(timeZone), Currency.getInstance(currency)));
        }
    }

    /** Sets up a room type, or changes it; nights that are already open keep what they have. Gives {@link Outcome.RoomTypeSaved}. */
    record SaveRoomType(RoomType roomType) implements Command {

        /**
         * As the constructor, without a description.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public static SaveRoomType of(String id, String propertyId, String name, int totalRooms, long pricePerNight) {
            return new SaveRoomType(
                    new RoomType(new RoomTypeId(id), new PropertyId(propertyId), name, "", totalRooms, pricePerNight));
        }
    }

    /**
     * Opens or changes every night of {@code [from, to)}, all or nothing. What is null is taken from the room type for
     * a night that is opened, and stays as it is for a night that is open. Gives {@link Outcome.NightsOpened}.
     *
     * @param from the first night
     * @param to the day after the last night, 1-1,100 nights later
     * @param totalRooms the rooms of each night, 0-100,000
     * @param pricePerNight the price of a room, in minor units, 0-10^12
     */
    record OpenNights(
            RoomTypeId roomTypeId,
            LocalDate from,
            LocalDate to,
            @Nullable Integer totalRooms,
            @Nullable Long pricePerNight)
            implements Command {

        /** The most nights that one command changes. */
        public static final int NIGHTS_MAX = 1_100;

        /**
         * @throws InvalidDateRangeException if {@code from} is not before {@code to} or the range is too long
         * @throws IllegalArgumentException if rooms or price are out of range
         */
        public OpenNights {
            DateRange.check("from", from, "to", to, NIGHTS_MAX);
            if (totalRooms != null) {
                RoomType.checkTotalRooms(totalRooms);
            }
            if (pricePerNight != null) {
                RoomType.checkPricePerNight(pricePerNight);
            }
        }

        @Override
        public int nights() {
            return (int) ChronoUnit.DAYS.between(from, to);
        }
    }

    /**
     * Books rooms. Gives {@link Outcome.Booked}.
     *
     * @param rooms how many rooms, 1-1,000
     * @param givenKey the caller's idempotency key; without one the {@linkplain #key() derived} one counts
     */
    record Book(
            UserId userId,
            RoomTypeId roomTypeId,
            Stay stay,
            int rooms,
            @Nullable IdempotencyKey givenKey) implements Command {

        /** The most rooms of one booking. */
        public static final int ROOMS_MAX = 1_000;

        /** @throws IllegalArgumentException if {@code rooms} is out of range */
        public Book {
            if (rooms < 1 || rooms > ROOMS_MAX) {
                throw new IllegalArgumentException("must be 1 to " + ROOMS_MAX);
            }
        }

        /**
         * Books {@code rooms} rooms without a given key.
         *
         * @throws IllegalArgumentException if a value is malformed
         */
        public static Book of(String userId, String roomTypeId, Stay stay, int rooms) {
            return new Book(new UserId(userId), new RoomTypeId(roomTypeId), stay, rooms, null);
        }

        /**
         * The same with a given key.
         *
         * @throws IllegalArgumentException if the key is malformed
         */
        public Book withKey(String key) {
            return new Book(userId, roomTypeId, stay, rooms, new IdempotencyKey(key));
        }

        /** The given key, or the derived one: SHA-256 hex of {@code userId|roomTypeId|startDate|endDate|roomsBooked}. */
        public IdempotencyKey key() {
            return givenKey != null ? givenKey : new IdempotencyKey(Sha256.hex(canonical()));
        }

        @Override
        public int nights() {
            return stay.nights();
        }

        /** What a key of this request is bound to. */
        public Fingerprint fingerprint() {
            return Fingerprint.of("POST /v1/bookings", canonical());
        }

        private String canonical() {
            return userId + "|" + roomTypeId + "|" + stay.start() + "|" + stay.end() + "|" + rooms;
        }
    }

    /**
     * Cancels a booking and gives its rooms back, once: cancelling again changes nothing. Gives
     * {@link Outcome.Cancelled}.
     *
     * @param userId whose booking it must be; null for someone who may cancel anybody's
     * @param owner whose API key must have made it, another's is not found; null for someone who sees all bookings
     */
    record Cancel(
            BookingId bookingId,
            @Nullable UserId userId,
            @Nullable String owner) implements Command {

        /** Cancels a booking whoever made it. */
        public Cancel(BookingId bookingId, @Nullable UserId userId) {
            this(bookingId, userId, null);
        }
    }
}
