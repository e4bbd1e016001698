package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;
import static dev.lastroom.store.jdbc.stored.Column.Change.LATER;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code booking}: the only place in the stores that defines how a booking is kept. */
public final class BookingTable {

    public static final Table<Booking> BOOKINGS = new Table<>();

    private static final Column<Booking, BookingId> ID =
            BOOKINGS.uuid(FIXED, "id", b -> b.id().value(), BookingId::new);
    private static final Column<Booking, String> OWNER = BOOKINGS.text(FIXED, "owner", Booking::owner, text -> text);
    private static final Column<Booking, UserId> USER_ID =
            BOOKINGS.text(FIXED, "user_id", Booking::userId, UserId::new);
    private static final Column<Booking, PropertyId> PROPERTY_ID =
            BOOKINGS.text(FIXED, "property_id", Booking::propertyId, PropertyId::new);
    private static final Column<Booking, RoomTypeId> ROOM_TYPE_ID =
            BOOKINGS.text(CHANGES, "room_type_id", Booking::roomTypeId, RoomTypeId::new);
    private static final Column<Booking, LocalDate> START_DATE =
            BOOKINGS.date(CHANGES, "start_date", b -> b.stay().start());
    private static final Column<Booking, LocalDate> END_DATE =
            BOOKINGS.date(CHANGES, "end_date", b -> b.stay().end());
    private static final Column<Booking, Integer> ROOMS = BOOKINGS.integer(CHANGES, "rooms", Booking::rooms);
    private static final Column<Booking, NightPrices> NIGHT_PRICES =
            BOOKINGS.text(CHANGES, "night_prices", b -> b.rate().prices(), StoredPrices::write, StoredPrices::read);
    private static final Column<Booking, Long> TOTAL_MINOR =
            BOOKINGS.number(CHANGES, "total_minor", b -> b.rate().total().minor());
    private static final Column<Booking, Currency> CURRENCY =
            BOOKINGS.text(FIXED, "currency", b -> b.rate().currency(), Currency::getInstance);
    private static final Column<Booking, BookingStatus> STATUS =
            BOOKINGS.text(CHANGES, "status", Booking::status, BookingStatus::valueOf);
    private static final Column<Booking, IdempotencyKey> KEY =
            BOOKINGS.text(FIXED, "key_value", b -> b.origin().key(), IdempotencyKey::new);
    private static final Column<Booking, Instant> CREATED_AT =
            BOOKINGS.instant(FIXED, "created_at", b -> b.origin().at());
    private static final Column<Booking, Instant> CANCELLED_AT =
            BOOKINGS.instant(LATER, "cancelled_at", b -> b.life().cancelledAt());
    private static final Column<Booking, Instant> EXPIRES_AT =
            BOOKINGS.instant(CHANGES, "expires_at", b -> b.life().expiresAt());
    private static final Column<Booking, LocalDate> DEPARTED_ON =
            BOOKINGS.date(LATER, "departed_on", b -> b.life().departedOn());
    private static final Column<Booking, DepositPolicy> DEPOSIT_POLICY = BOOKINGS.text(
            CHANGES, "deposit_policy", b -> b.rate().terms().deposit(), StoredTerms::write, StoredTerms::deposit);
    private static final Column<Booking, CancellationPolicy> CANCELLATION_POLICY = BOOKINGS.text(
            CHANGES,
            "cancellation_policy",
            b -> b.rate().terms().cancellation(),
            StoredTerms::write,
            StoredTerms::cancellation);
    private static final Column<Booking, Long> FEE_MINOR =
            BOOKINGS.number(LATER, "cancellation_fee_minor", b -> minor(b.life().cancellationFee()));
    private static final Column<Booking, Integer> VERSION = BOOKINGS.integer(CHANGES, "version", Booking::version);
    private static final Column<Booking, Integer> GUESTS =
            BOOKINGS.integer(CHANGES, "guests", b -> b.roomStay().guests());
    private static final Column<Booking, GroupId> GROUP_ID =
            BOOKINGS.uuid(FIXED, "group_id", BookingTable::group, GroupId::new);
    private static final Column<Booking, AllotmentId> ALLOTMENT_ID =
            BOOKINGS.uuid(FIXED, "allotment_id", BookingTable::allotment, AllotmentId::new);
    private static final Column<Booking, Long> LEAST_FEE_MINOR =
            BOOKINGS.number(LATER, "least_fee_minor", b -> minor(b.rate().leastFee()));
    private static final Column<Booking, Instant> REPRICED_AT =
            BOOKINGS.instant(LATER, "repriced_at", b -> b.rate().repricedAt());
    private static final Column<Booking, Instant> ENDED_AT =
            BOOKINGS.instant(LATER, "ended_at", b -> b.life().endedAt());
    private static final Column<Booking, Integer> CHECKED_IN_VERSION =
            BOOKINGS.integer(LATER, "checked_in_version", b -> b.life().checkedInVersion());

    private BookingTable() {}

    /** Reads a row. */
    public static <X extends Exception> Booking read(Row<X> row) throws X {
        Currency currency = row.get(CURRENCY);
        return new Booking(
                row.get(ID),
                new Origin(row.get(OWNER), row.get(USER_ID), row.get(KEY), row.get(CREATED_AT)),
                row.get(PROPERTY_ID),
                row.optional(GROUP_ID),
                new RoomStay(
                        row.get(ROOM_TYPE_ID),
                        new Stay(row.get(START_DATE), row.get(END_DATE)),
                        row.get(ROOMS),
                        row.optional(GUESTS),
                        row.optional(ALLOTMENT_ID)),
                new Rate(
                        row.get(NIGHT_PRICES),
                        new Money(row.get(TOTAL_MINOR), currency),
                        new Terms(row.optional(DEPOSIT_POLICY), row.optional(CANCELLATION_POLICY)),
                        money(row.optional(LEAST_FEE_MINOR), currency),
                        row.optional(REPRICED_AT)),
                new BookingLife(
                        row.get(STATUS),
                        row.optional(CANCELLED_AT),
                        row.optional(EXPIRES_AT),
                        row.optional(DEPARTED_ON),
                        money(row.optional(FEE_MINOR), currency),
                        row.optional(ENDED_AT),
                        row.optional(CHECKED_IN_VERSION)),
                row.get(VERSION));
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static @Nullable Money money(@Nullable Long minor, Currency currency) {
        return minor == null ? null : new Money(minor, currency);
    }

    private static @Nullable UUID group(Booking booking) {
        return booking.groupId() == null ? null : booking.groupId().value();
    }

    private static @Nullable UUID allotment(Booking booking) {
        AllotmentId id = booking.roomStay().allotmentId();
        return id == null ? null : id.value();
    }
}
