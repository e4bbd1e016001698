package dev.lastroom.proof.store;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.store.jdbc.stored.StoredPrices;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of {@link FlawedStore}, on Lastroom's own tables. */
record FlawedSql(Connection connection) {

    private static final String PROPERTY = "grand";
    private static final Money PRICE = new Money(0, Currency.getInstance("EUR"));

    record NightRow(LocalDate date, int total, int booked) {}

    record KeyRow(
            UUID fingerprint,
            @Nullable UUID bookingId,
            @Nullable String refusal) {}

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(row.read(rows));
            }
            return read;
        }
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    List<NightRow> nights(RoomTypeId type, Stay stay, boolean lock) throws SQLException {
        return query(
                """
                SELECT stay_date, total, booked FROM night
                WHERE room_type_id = ? AND stay_date >= ? AND stay_date < ? ORDER BY stay_date
                """ + (lock ? "FOR UPDATE" : ""),
                row -> new NightRow(row.getObject(1, LocalDate.class), row.getInt(2), row.getInt(3)),
                type.value(),
                stay.start(),
                stay.end());
    }

    void setBooked(RoomTypeId type, LocalDate date, int booked) throws SQLException {
        int _ = update(
                "UPDATE night SET booked = ? WHERE room_type_id = ? AND stay_date = ?", booked, type.value(), date);
    }

    @Nullable
    KeyRow key(Claim claim) throws SQLException {
        return query(
                        "SELECT fingerprint, subject_id, refusal FROM idempotency_key WHERE key_hash = ?",
                        row -> new KeyRow(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)),
                        claim.scoped().hash())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Claims the key. Another request may have claimed it for other nights, which none of our locks cover. */
    void bind(Request<?> request, Claim claim, @Nullable UUID bookingId, @Nullable String refusal) throws SQLException {
        int claimed = update(
                """
                INSERT INTO idempotency_key
                  (key_hash, fingerprint, kind, subject_id, refusal, created_at, request_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (key_hash)
                DO UPDATE SET kind = excluded.kind, subject_id = excluded.subject_id, refusal = excluded.refusal
                WHERE idempotency_key.fingerprint = excluded.fingerprint
                """,
                claim.scoped().hash(),
                claim.fingerprint().hash(),
                bookingId == null ? "REFUSAL" : "BOOKING",
                bookingId,
                refusal,
                request.at().atOffset(ZoneOffset.UTC),
                request.caller().requestId());
        if (claimed == 0) {
            throw new SQLException("the key was claimed by another request");
        }
    }

    @Nullable
    Booking booking(BookingId id, boolean lock) throws SQLException {
        return query(
                        "SELECT * FROM booking WHERE id = ? " + (lock ? "FOR UPDATE" : ""),
                        row -> new Booking(
                                id,
                                new Origin(
                                        row.getString("owner"),
                                        new UserId(row.getString("user_id")),
                                        new IdempotencyKey(row.getString("key_value")),
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant()),
                                new PropertyId(PROPERTY),
                                null,
                                new RoomStay(
                                        new RoomTypeId(row.getString("room_type_id")),
                                        new Stay(
                                                row.getObject("start_date", LocalDate.class),
                                                row.getObject("end_date", LocalDate.class)),
                                        row.getInt("rooms")),
                                new Rate(
                                        StoredPrices.read(row.getString("night_prices")),
                                        PRICE,
                                        Terms.NONE,
                                        null,
                                        null),
                                new BookingLife(
                                        BookingStatus.valueOf(row.getString("status")),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                row.getInt("version")),
                        id.value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    Booking insert(Request<?> request, Book book) throws SQLException {
        int _ = update(
                """
                INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                  night_prices, total_minor, currency, status, key_value, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, '0', 0, 'EUR', 'PROVISIONAL', ?, ?)
                """,
                request.newId().value(),
                request.caller().owner(),
                book.userId().value(),
                PROPERTY,
                book.wanted().roomTypeId().value(),
                book.wanted().stay().start(),
                book.wanted().stay().end(),
                book.wanted().rooms(),
                book.key().value(),
                request.at().atOffset(ZoneOffset.UTC));
        return Objects.requireNonNull(booking(request.newId().booking(), false));
    }

    Booking markCancelled(BookingId id, Instant at) throws SQLException {
        int _ = update(
                "UPDATE booking SET status = 'CANCELLED', cancelled_at = ? WHERE id = ?",
                at.atOffset(ZoneOffset.UTC),
                id.value());
        return Objects.requireNonNull(booking(id, false));
    }
}
