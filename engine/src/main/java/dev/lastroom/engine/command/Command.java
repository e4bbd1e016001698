package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.DateRange;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the engine is asked to do. Every command checks its values itself; all are immutable and thread-safe.
 *
 * @param <R> what it gives when it is done
 */
public sealed interface Command<R>
        permits Command.SaveProperty,
                Command.SaveRoomType,
                Command.OpenNights,
                Command.Book,
                Command.OfBooking,
                Command.CatchUp,
                GroupCommand,
                WaitlistCommand,
                AllotmentCommand {

    /** The type of what it gives when it is done. */
    Class<R> answer();

    /** How many nights it touches, as far as the command itself tells. */
    default int nights() {
        return 0;
    }

    /**
     * Sets up a property, or changes it.
     *
     * @param condition the state that it must have before
     */
    record SaveProperty(Property property, Precondition condition) implements Command<SaveProperty.Saved> {

        /** Whatever there is before. */
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
         * As the constructor.
         *
         * @throws IllegalArgumentException if the name is malformed
         */
        public static SaveProperty of(String id, String name, String timeZone, String currency) {
            return new SaveProperty(
                    new Property(new PropertyId(id), name, ZoneId.of(timeZone), Currency.getInstance(currency)));
        }
    }

    /**
     * Sets up a room type, or changes it; nights that are already open keep what they have.
     *
     * @param condition the state that it must have before
     */
    record SaveRoomType(RoomType roomType, Precondition condition) implements Command<SaveRoomType.Saved> {

        /** Whatever there is before. */
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
     * a night that is opened, and stays as it is for a night that is open.
     *
     * @param from the first night
     * @param to the day after the last night, 1-1,100 nights later
     * @param totalRooms the rooms of each night, 0-100,000
     * @param pricePerNight the price of a room, in minor units, 0-10^12
     * @param rules what changes of the rules by which they are sold
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
            implements Command<OpenNights.Opened> {

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

        /** The same, whatever there is before. */
        public OpenNights(
                RoomTypeId roomTypeId,
                LocalDate from,
                LocalDate to,
                @Nullable Integer totalRooms,
                @Nullable Long pricePerNight,
                RulesChange rules) {
            this(roomTypeId, from, to, totalRooms, pricePerNight, rules, Precondition.NONE);
        }

        /** The same, with all rules as they are. */
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

    /**
     * Books rooms.
     *
     * @param wanted the rooms and the nights
     * @param holdFor how long the rooms are held if it is not confirmed, see {@link HoldTime}; null for a booking that stays
     * @param givenKey the caller's idempotency key; without one the {@linkplain #key() derived} one counts
     */
    record Book(
            UserId userId,
            RoomStay wanted,
            @Nullable HoldTime holdFor,
            @Nullable IdempotencyKey givenKey) implements Command<Booking> {

        /** A booking that stays. */
        public Book(UserId userId, RoomStay wanted, @Nullable IdempotencyKey givenKey) {
            this(userId, wanted, null, givenKey);
        }

        /**
         * Books {@code rooms} rooms without a given key.
         *
         * @throws IllegalArgumentException if a value is malformed
         */
        public static Book of(String userId, String roomTypeId, Stay stay, int rooms) {
            return new Book(new UserId(userId), new RoomStay(new RoomTypeId(roomTypeId), stay, rooms), null);
        }

        /**
         * The same with a given key.
         *
         * @throws IllegalArgumentException if the key is malformed
         */
        public Book withKey(String key) {
            return new Book(userId, wanted, holdFor, new IdempotencyKey(key));
        }

        /** The same as a hold. */
        public Book heldFor(HoldTime time) {
            return new Book(userId, wanted, time, givenKey);
        }

        /**
         * The same for this number of guests.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Book forGuests(int count) {
            return new Book(userId, wanted.forGuests(count), holdFor, givenKey);
        }

        /** The same from an allotment. */
        public Book of(AllotmentId allotment) {
            return new Book(userId, wanted.of(allotment), holdFor, givenKey);
        }

        /**
         * The given key, or the derived one: SHA-256 hex of {@code userId|roomTypeId|startDate|endDate|roomsBooked}, and
         * of {@code |holdFor} for a hold, of {@code |guests=numberOfGuests} where these are counted, and of
         * {@code |allotment=allotmentId} for rooms of an allotment.
         */
        public IdempotencyKey key() {
            return givenKey != null ? givenKey : new IdempotencyKey(Sha256.hex(canonical()));
        }

        @Override
        public Class<Booking> answer() {
            return Booking.class;
        }

        @Override
        public int nights() {
            return wanted.nights();
        }

        /** What a key of this request is bound to. */
        public Fingerprint fingerprint() {
            return Fingerprint.of("POST /v1/bookings", canonical());
        }

        private String canonical() {
            String held = holdFor == null ? "" : "|" + holdFor;
            return userId + "|" + wanted.canonicalRooms() + held + wanted.canonicalOptions();
        }
    }

    /** A command on one booking that is there. */
    sealed interface OfBooking extends Command<Booking> {

        @Override
        default Class<Booking> answer() {
            return Booking.class;
        }

        /** Which booking, and on what conditions. */
        Target target();

        default BookingId bookingId() {
            return target().bookingId();
        }

        /** What a key of this request is bound to. */
        default Fingerprint fingerprint() {
            return Fingerprint.of(getClass().getSimpleName(), target().canonical() + canonical());
        }

        /** All that the command says beside its target. */
        default String canonical() {
            return "";
        }
    }

    /**
     * Cancels a booking and gives its rooms back, once: cancelling again changes nothing.
     */
    record Cancel(Target target) implements OfBooking {

        /** Cancels a booking whoever made it. */
        public Cancel(BookingId bookingId, @Nullable UserId userId) {
            this(bookingId, userId, null);
        }

        /** Cancels a booking, by one whose bookings are this owner's. */
        public Cancel(BookingId bookingId, @Nullable UserId userId, @Nullable String owner) {
            this(new Target(bookingId, userId, owner, null));
        }
    }

    /**
     * Leads a booking one step further in its life; where it is there already, nothing changes.
     *
     * @param step one of {@link Transition#CONFIRM}, {@link Transition#CHECK_IN}, {@link Transition#UNDO_CHECK_IN},
     *     {@link Transition#CHECK_OUT}, {@link Transition#COMPLETE} and {@link Transition#NO_SHOW_UP}
     */
    record Advance(Target target, Transition step) implements OfBooking {

        /** @throws IllegalArgumentException if the step is none that a caller takes */
        public Advance {
            switch (step) {
                case CONFIRM, CHECK_IN, UNDO_CHECK_IN, CHECK_OUT, COMPLETE, NO_SHOW_UP -> {}
                case CANCEL, EXPIRE, REINSTATE ->
                    throw new IllegalArgumentException(step + " has a command of its own");
            }
        }

        @Override
        public String canonical() {
            return "|" + step;
        }
    }

    /** Lets a hold end later, or earlier: {@code holdFor} from now. */
    record Extend(Target target, HoldTime holdFor) implements OfBooking {

        @Override
        public String canonical() {
            return "|" + holdFor;
        }
    }

    /**
     * Takes the rooms of an expired or cancelled booking again, if all are there.
     *
     * @param holdFor how long they are held if it is not confirmed; null for a booking that stays
     */
    record Reinstate(Target target, @Nullable HoldTime holdFor) implements OfBooking {

        @Override
        public String canonical() {
            return "|" + holdFor;
        }
    }

    /**
     * Changes the nights, the number of rooms or the room type of a booking, at once: what it has already is never given
     * up in between, and keeps its price. What is null stays as it is.
     *
     * @param rooms how many rooms from now on, 1-1,000
     * @param guests how many guests from now on, 1-100,000
     */
    record Amend(
            Target target,
            @Nullable RoomTypeId roomTypeId,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable Integer rooms,
            @Nullable Integer guests)
            implements OfBooking {

        /**
         * @throws IllegalArgumentException if {@code rooms} or {@code guests} is out of range
         * @throws InvalidDateRangeException if both dates are given and are no stay
         */
        public Amend {
            if (rooms != null) {
                RoomStay.checkRooms(rooms);
            }
            if (guests != null) {
                RoomStay.checkGuests(guests);
            }
            if (start != null && end != null) {
                Stay _ = new Stay(start, end);
            }
        }

        /** The same, with as many guests as before. */
        public Amend(
                Target target,
                @Nullable RoomTypeId roomTypeId,
                @Nullable LocalDate start,
                @Nullable LocalDate end,
                @Nullable Integer rooms) {
            this(target, roomTypeId, start, end, rooms, null);
        }

        /** The most that it can be, so far as the command tells. */
        @Override
        public int nights() {
            return start != null && end != null ? new Stay(start, end).nights() : Stay.STAY_NIGHTS_MAX;
        }

        /**
         * The rooms and nights of a booking that has had {@code before}.
         *
         * @throws InvalidDateRangeException if the nights would be none, or too many
         */
        public RoomStay insteadOf(RoomStay before) {
            return new RoomStay(
                    roomTypeInsteadOf(before.roomTypeId()),
                    stayInsteadOf(before.stay()),
                    rooms != null ? rooms : before.rooms(),
                    guests != null ? guests : before.guests(),
                    before.allotmentId());
        }

        private Stay stayInsteadOf(Stay stay) {
            return new Stay(start != null ? start : stay.start(), end != null ? end : stay.end());
        }

        /** The dates of these nights; none where they are no stay. */
        public List<LocalDate> datesInsteadOf(Stay stay) {
            try {
                return stayInsteadOf(stay).dates();
            } catch (InvalidDateRangeException e) {
                return List.of();
            }
        }

        /** The room type that a booking of rooms of {@code roomType} would have. */
        public RoomTypeId roomTypeInsteadOf(RoomTypeId roomType) {
            return roomTypeId != null ? roomTypeId : roomType;
        }

        @Override
        public String canonical() {
            String plain = "|" + roomTypeId + "|" + start + "|" + end + "|" + rooms;
            return guests == null ? plain : plain + "|guests=" + guests;
        }
    }

    /**
     * Brings a room type up to date: holds that have lapsed expire, allotments release what is due, waits that are over
     * end, and everybody who waits has their turn. Every other command on the room type does so too. Gives the room type.
     */
    record CatchUp(RoomTypeId roomTypeId) implements Command<RoomTypeId> {

        @Override
        public Class<RoomTypeId> answer() {
            return RoomTypeId.class;
        }
    }
}
