package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command on one booking. All are immutable and thread-safe. */
public sealed interface BookingCommand extends Command<Booking> {

    @Override
    default Class<Booking> answer() {
        return Booking.class;
    }

    /**
     * Books rooms.
     *
     * @param wanted the rooms and the nights
     * @param holdFor how long the rooms are held unless confirmed, see {@link HoldTime}; null for a booking without a
     *     hold
     * @param givenKey the caller's idempotency key; without one the {@linkplain #key() derived} one counts
     */
    record Book(
            UserId userId,
            RoomStay wanted,
            @Nullable HoldTime holdFor,
            @Nullable IdempotencyKey givenKey) implements BookingCommand {

        /** Makes a booking without a hold. */
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
         * The same command with a given key.
         *
         * @throws IllegalArgumentException if the key is malformed
         */
        public Book withKey(String key) {
            return new Book(userId, wanted, holdFor, new IdempotencyKey(key));
        }

        /** The same command as a hold. */
        public Book heldFor(HoldTime time) {
            return new Book(userId, wanted, time, givenKey);
        }

        /**
         * The same command for this number of guests.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Book forGuests(int count) {
            return new Book(userId, wanted.forGuests(count), holdFor, givenKey);
        }

        /** The same command, drawing on an allotment. */
        public Book of(AllotmentId allotment) {
            return new Book(userId, wanted.of(allotment), holdFor, givenKey);
        }

        /**
         * The given key, or the derived one: SHA-256 hex of {@code userId|roomTypeId|startDate|endDate|roomsBooked},
         * followed by {@code |holdFor} for a hold, {@code |guests=numberOfGuests} if guests are counted, and {@code
         * |allotment=allotmentId} for rooms of an allotment.
         */
        public IdempotencyKey key() {
            return givenKey != null ? givenKey : new IdempotencyKey(Sha256.hex(canonical()));
        }

        @Override
        public int nights() {
            return wanted.nights();
        }

        /** The fingerprint that a key of this request is bound to. */
        public Fingerprint fingerprint() {
            return Fingerprint.of("POST /v1/bookings", canonical());
        }

        private String canonical() {
            String held = holdFor == null ? "" : "|" + holdFor;
            return userId + "|" + wanted.canonicalRooms() + held + wanted.canonicalOptions();
        }
    }

    /** A command on one existing booking. */
    sealed interface OfBooking extends BookingCommand {

        /** The booking, and the conditions on it. */
        Target target();

        default BookingId bookingId() {
            return target().bookingId();
        }

        /** The fingerprint that a key of this request is bound to. */
        default Fingerprint fingerprint() {
            return Fingerprint.of(getClass().getSimpleName(), target().canonical() + canonical());
        }

        /** All that the command says in addition to its target. */
        default String canonical() {
            return "";
        }
    }

    /** Cancels a booking and gives its rooms back, once: cancelling again changes nothing. */
    record Cancel(Target target) implements OfBooking {

        /** Cancels a booking, whichever owner made it. */
        public Cancel(BookingId bookingId, @Nullable UserId userId) {
            this(bookingId, userId, null);
        }

        /** Cancels a booking that this owner must have made. */
        public Cancel(BookingId bookingId, @Nullable UserId userId, @Nullable String owner) {
            this(new Target(bookingId, userId, owner, null));
        }
    }

    /**
     * Takes a booking one step further in its life. If it is there already, nothing changes.
     *
     * @param step one of {@link Transition#CONFIRM}, {@link Transition#CHECK_IN}, {@link Transition#UNDO_CHECK_IN},
     *     {@link Transition#CHECK_OUT}, {@link Transition#COMPLETE} and {@link Transition#NO_SHOW_UP}
     */
    record Advance(Target target, Transition step) implements OfBooking {

        /** @throws IllegalArgumentException if callers cannot take the step */
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

    /** Makes a hold end later or earlier: {@code holdFor} from now. */
    record Extend(Target target, HoldTime holdFor) implements OfBooking {

        @Override
        public String canonical() {
            return "|" + holdFor;
        }
    }

    /**
     * Takes the rooms of an expired or cancelled booking again, if all are free.
     *
     * @param holdFor how long they are held unless confirmed; null for a booking without a hold
     */
    record Reinstate(Target target, @Nullable HoldTime holdFor) implements OfBooking {

        @Override
        public String canonical() {
            return "|" + holdFor;
        }
    }

    /**
     * Changes a booking's nights, number of rooms or room type as one difference: rooms that the booking keeps are
     * never given up in between, and keep their price. A null value means no change.
     *
     * @param rooms the new number of rooms, 1-1,000
     * @param guests the new number of guests, 1-100,000
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

        /** Amends the booking and keeps the number of guests. */
        public Amend(
                Target target,
                @Nullable RoomTypeId roomTypeId,
                @Nullable LocalDate start,
                @Nullable LocalDate end,
                @Nullable Integer rooms) {
            this(target, roomTypeId, start, end, rooms, null);
        }

        /** The most that it can be, as far as the command tells. */
        @Override
        public int nights() {
            return start != null && end != null ? new Stay(start, end).nights() : Stay.STAY_NIGHTS_MAX;
        }

        /**
         * The rooms and nights after the change of a booking that had {@code before}.
         *
         * @throws InvalidDateRangeException if there would be no nights, or too many
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

        /** The dates after the change of {@code stay}; none if they are not a stay. */
        public List<LocalDate> datesInsteadOf(Stay stay) {
            try {
                return stayInsteadOf(stay).dates();
            } catch (InvalidDateRangeException e) {
                return List.of();
            }
        }

        /** The room type after the change of a booking of {@code roomType}. */
        public RoomTypeId roomTypeInsteadOf(RoomTypeId roomType) {
            return roomTypeId != null ? roomTypeId : roomType;
        }

        @Override
        public String canonical() {
            String plain = "|" + roomTypeId + "|" + start + "|" + end + "|" + rooms;
            return guests == null ? plain : plain + "|guests=" + guests;
        }
    }
}
