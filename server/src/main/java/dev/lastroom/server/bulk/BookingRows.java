package dev.lastroom.server.bulk;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes bookings as rows. */
final class BookingRows {

    static final String BOOKING_ID = "bookingId";
    private static final String STATUS = "status";
    private static final String USER_ID = "userId";
    private static final String ROOM_TYPE_ID = "roomTypeId";
    private static final String START_DATE = "startDate";
    private static final String END_DATE = "endDate";
    private static final String ROOMS_BOOKED = "roomsBooked";
    private static final String GUESTS = "numberOfGuests";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String OWNER = "owner";
    static final String IDEMPOTENCY_KEY = "idempotencyKey";

    static final FileColumns COLUMNS = new FileColumns(
            List.of(
                    BOOKING_ID,
                    STATUS,
                    USER_ID,
                    ROOM_TYPE_ID,
                    START_DATE,
                    END_DATE,
                    ROOMS_BOOKED,
                    GUESTS,
                    "totalPrice",
                    "currency",
                    "depositAmount",
                    "cancellationFee",
                    "leastFee",
                    "version",
                    "createdAt",
                    "repricedAt",
                    EXPIRES_AT,
                    "departureDate",
                    "cancelledAt",
                    "groupId",
                    "allotmentId",
                    OWNER,
                    IDEMPOTENCY_KEY),
            List.of(USER_ID, ROOM_TYPE_ID, START_DATE, END_DATE, IDEMPOTENCY_KEY));

    private BookingRows() {}

    /**
     * A row that was read.
     *
     * @param id the booking that an export wrote; null in a row of another system
     * @param book what to book if the booking does not exist
     * @param status the booking's status when it was written; null if the row does not say
     * @param isHold whether it was a hold
     * @param owner the owner; null if the row does not say
     */
    record Read(
            @Nullable BookingId id,
            Book book,
            @Nullable BookingStatus status,
            boolean isHold,
            @Nullable String owner) {

        boolean isConfirmed() {
            return status == BookingStatus.CONFIRMED;
        }

        /**
         * Returns whether the booking needs rooms if it does not exist yet.
         *
         * @param line where the row is
         */
        boolean hasRoomsToCome(long line) throws BadFileException {
            return switch (status) {
                case null -> true;
                case PROVISIONAL -> !isHold;
                case CONFIRMED -> true;
                case CHECKED_OUT, COMPLETED, CANCELLED, EXPIRED, NO_SHOW -> false;
                // Leaving the row out would sell the room of a guest who is in it.
                case CHECKED_IN ->
                    throw BadFileException.at(
                            line, STATUS, "a booking whose guest has already checked in cannot be imported");
            };
        }
    }

    /** @param key under which an import makes the booking */
    static Map<String, @Nullable Object> write(Booking booking, IdempotencyKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put(BOOKING_ID, booking.id());
        row.put(STATUS, booking.status());
        row.put(USER_ID, booking.userId());
        row.put(ROOM_TYPE_ID, booking.roomTypeId());
        row.put(START_DATE, booking.stay().start());
        row.put(END_DATE, booking.stay().end());
        row.put(ROOMS_BOOKED, booking.rooms());
        row.put(GUESTS, booking.roomStay().guests());
        row.put("totalPrice", booking.rate().total().minor());
        row.put("currency", booking.rate().total().currency());
        row.put("depositAmount", minor(booking.deposit()));
        row.put("cancellationFee", minor(booking.life().cancellationFee()));
        row.put("leastFee", minor(booking.rate().leastFee()));
        row.put("version", booking.version());
        row.put("createdAt", booking.origin().at());
        row.put("repricedAt", booking.rate().repricedAt());
        row.put(EXPIRES_AT, booking.life().expiresAt());
        row.put("departureDate", booking.life().departedOn());
        row.put("cancelledAt", booking.life().cancelledAt());
        row.put("groupId", booking.groupId());
        row.put("allotmentId", booking.roomStay().allotmentId());
        row.put(OWNER, booking.owner());
        row.put(IDEMPOTENCY_KEY, key);
        return row;
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    static Read read(FileRow row) throws BadFileException {
        UserId user = row.text(USER_ID, UserId::new);
        RoomTypeId roomType = row.text(ROOM_TYPE_ID, RoomTypeId::new);
        LocalDate start = row.date(START_DATE);
        LocalDate end = row.date(END_DATE);
        Stay stay = row.checked(END_DATE, () -> new Stay(start, end));
        Long rooms = row.optionalInteger(ROOMS_BOOKED, RoomStay::checkRooms);
        Integer guests = row.optionalInt(GUESTS, RoomStay::checkGuests);
        IdempotencyKey key = row.text(IDEMPOTENCY_KEY, IdempotencyKey::new);
        String owner = row.optionalText(OWNER, Ids::check);
        BookingStatus status = row.optionalText(STATUS, BookingStatus::parse);
        Book book = new Book(user, new RoomStay(roomType, stay, rooms == null ? 1 : rooms.intValue()), key);
        return new Read(
                row.optionalText(BOOKING_ID, BookingId::parse),
                guests == null ? book : book.forGuests(guests),
                status,
                row.has(EXPIRES_AT),
                owner);
    }
}
