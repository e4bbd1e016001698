package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.DateRange;
import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A command on what a hotel has to sell: properties, room types and nights. All are immutable and thread-safe.
 *
 * @param <R> the type of the value it gives when done
 */
public sealed interface SetupCommand<R> extends Command<R> {

    /**
     * Sets up or changes a property.
     *
     * @param condition the state that it must have before
     */
    record SaveProperty(Property property, Precondition condition) implements SetupCommand<SaveProperty.Saved> {

        /** Saves the property in any state. */
        public SaveProperty(Property property) {
            this(property, Precondition.NONE);
        }

        /**
         * The property is as asked.
         *
         * @param isNew whether it did not exist before
         */
        public record Saved(Property property, boolean isNew) {}

        @Override
        public Class<SaveProperty.Saved> answer() {
            return SaveProperty.Saved.class;
        }

        /**
         * Makes the command from plain values.
         *
         * @throws IllegalArgumentException if the name is malformed
         */
        public static SaveProperty of(String id, String name, String timeZone, String currency) {
            return new SaveProperty(
                    new Property(new PropertyId(id), name, ZoneId.of(timeZone), Currency.getInstance(currency)));
        }
    }

    /**
     * Sets up or changes a room type. Nights already open keep their values.
     *
     * @param condition the state that it must have before
     */
    record SaveRoomType(RoomType roomType, Precondition condition) implements SetupCommand<SaveRoomType.Saved> {

        /** Saves the room type in any state. */
        public SaveRoomType(RoomType roomType) {
            this(roomType, Precondition.NONE);
        }

        /**
         * The room type is as asked.
         *
         * @param isNew whether it did not exist before
         */
        public record Saved(RoomType roomType, boolean isNew) {}

        @Override
        public Class<SaveRoomType.Saved> answer() {
            return SaveRoomType.Saved.class;
        }

        /**
         * Makes the command from plain values, without a description.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public static SaveRoomType of(String id, String propertyId, String name, int totalRooms, long pricePerNight) {
            return new SaveRoomType(
                    new RoomType(new RoomTypeId(id), new PropertyId(propertyId), name, "", totalRooms, pricePerNight));
        }
    }

    /**
     * Opens or changes every night of {@code [from, to)}, all or nothing. A null value means: the room type's value for
     * a new night, no change for an open one.
     *
     * @param from the first night
     * @param to the day after the last night, 1-1,100 nights later
     * @param totalRooms the rooms of each night, 0-100,000
     * @param pricePerNight the price of a room, in minor units, 0-10^12
     * @param rules the changes to the nights' rules
     * @param condition the state that the open nights among them must have before
     */
    record OpenNights(
            RoomTypeId roomTypeId,
            LocalDate from,
            LocalDate to,
            @Nullable Integer totalRooms,
            @Nullable Long pricePerNight,
            RulesChange rules,
            Precondition condition)
            implements SetupCommand<OpenNights.Opened> {

        /**
         * The nights are open as asked.
         *
         * @param nights how many there are in the range
         */
        public record Opened(int nights) {}

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

        /** Opens the nights in any state. */
        public OpenNights(
                RoomTypeId roomTypeId,
                LocalDate from,
                LocalDate to,
                @Nullable Integer totalRooms,
                @Nullable Long pricePerNight,
                RulesChange rules) {
            this(roomTypeId, from, to, totalRooms, pricePerNight, rules, Precondition.NONE);
        }

        /** Opens the nights and leaves all rules as they are. */
        public OpenNights(
                RoomTypeId roomTypeId,
                LocalDate from,
                LocalDate to,
                @Nullable Integer totalRooms,
                @Nullable Long pricePerNight) {
            this(roomTypeId, from, to, totalRooms, pricePerNight, RulesChange.NONE);
        }

        @Override
        public Class<Opened> answer() {
            return Opened.class;
        }

        @Override
        public int nights() {
            return (int) ChronoUnit.DAYS.between(from, to);
        }
    }
}
