package dev.lastroom.bench.contender;

import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of {@link Baseline}, each a round trip. For one transaction. */
record BaselineSteps(Connection connection) {

    /** A key that was used before, for a booking or for a refusal. */
    record UsedKey(Fingerprint fingerprint, @Nullable UUID bookingId) {}

    /** The property of a room type, and its currency. */
    record RoomTypeProperty(String propertyId, String currency) {}

    /** A locked night. */
    record Locked(LocalDate date, int available, long price) {}

    /** A locked booking. */
    record Held(boolean live, RoomTypeId roomTypeId, Stay stay, int rooms) {}

    @Nullable
    UsedKey findKey(ScopedKey key) throws SQLException {
        try (PreparedStatement query =
                        prepare("SELECT fingerprint, subject_id FROM idempotency_key WHERE key_hash = ?", key.hash());
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new UsedKey(new Fingerprint(row.getObject(1, UUID.class)), row.getObject(2, UUID.class))
                    : null;
        }
    }

    RoomTypeProperty findRoomType(RoomTypeId roomTypeId) throws SQLException {
        try (PreparedStatement query = prepare("""
                        SELECT p.id, p.currency FROM room_type t JOIN property p ON p.id = t.property_id WHERE t.id = ?
                        """, roomTypeId.value());
                ResultSet row = query.executeQuery()) {
            row.next();
            return new RoomTypeProperty(row.getString(1), row.getString(2));
        }
    }

    List<Locked> lockNights(RoomTypeId roomTypeId, Stay stay) throws SQLException {
        try (PreparedStatement query = prepare("""
                        SELECT stay_date, total - booked, price_minor FROM night
                        WHERE room_type_id = ? AND stay_date >= ? AND stay_date < ?
                        ORDER BY stay_date FOR UPDATE
                        """, roomTypeId.value(), stay.start(), stay.end());
                ResultSet row = query.executeQuery()) {
            List<Locked> nights = new ArrayList<>();
            while (row.next()) {
                nights.add(new Locked(row.getObject(1, LocalDate.class), row.getInt(2), row.getLong(3)));
            }
            return nights;
        }
    }

    void insertBooking(UUID id, String owner, Book book, RoomTypeProperty offer, NightPrices prices, Instant now)
            throws SQLException {
        change(
                """
                WITH event AS (
                  INSERT INTO event_batch (booking_ids, names, ats, owners, actors, request_ids)
                  VALUES (ARRAY[?::uuid], ARRAY['booking.booked'], ARRAY[?::timestamptz], ARRAY['anonymous'], ARRAY[?], ARRAY[?]))
                INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                  night_prices, total_minor, currency, status, key_value, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROVISIONAL', ?, ?)
                """,
                id,
                now.atOffset(ZoneOffset.UTC),
                owner,
                book.key().value(),
                id,
                owner,
                book.userId().value(),
                offer.propertyId(),
                book.wanted().roomTypeId().value(),
                book.wanted().stay().start(),
                book.wanted().stay().end(),
                book.wanted().rooms(),
                prices.toString(),
                prices.total(book.wanted().rooms(), Currency.getInstance(offer.currency()))
                        .minor(),
                offer.currency(),
                book.key().value(),
                now.atOffset(ZoneOffset.UTC));
    }

    void sell(RoomTypeId roomTypeId, Stay stay, int rooms) throws SQLException {
        for (LocalDate date : stay.dates()) {
            change(
                    "UPDATE night SET booked = booked + ? WHERE room_type_id = ? AND stay_date = ?",
                    rooms,
                    roomTypeId.value(),
                    date);
        }
    }

    void insertKey(Claim claim, @Nullable UUID bookingId, @Nullable Refusal refusal, Instant now) throws SQLException {
        change(
                """
                INSERT INTO idempotency_key (key_hash, fingerprint, kind, subject_id, refusal, created_at, request_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                claim.scoped().hash(),
                claim.fingerprint().hash(),
                bookingId == null ? "REFUSAL" : "BOOKING",
                bookingId,
                refusal == null ? null : StoredRefusal.write(refusal),
                now.atOffset(ZoneOffset.UTC),
                claim.key().value());
    }

    Held lockBooking(UUID id) throws SQLException {
        try (PreparedStatement query = prepare("""
                        SELECT status, room_type_id, start_date, end_date, rooms FROM booking WHERE id = ? FOR UPDATE
                        """, id);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Held(
                    !"CANCELLED".equals(row.getString(1)),
                    new RoomTypeId(row.getString(2)),
                    new Stay(row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class)),
                    row.getInt(5));
        }
    }

    void cancelBooking(UUID id, String owner, Instant now) throws SQLException {
        change("""
                WITH event AS (
                  INSERT INTO event_batch (booking_ids, names, ats, owners, actors, request_ids)
                  VALUES (ARRAY[?::uuid], ARRAY['booking.cancelled'], ARRAY[?::timestamptz], ARRAY['anonymous'], ARRAY[?], ARRAY[?]))
                UPDATE booking SET status = 'CANCELLED', cancelled_at = ? WHERE id = ?
                """, id, now.atOffset(ZoneOffset.UTC), owner, id.toString(), now.atOffset(ZoneOffset.UTC), id);
    }

    private void change(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new ContenderFailedException("baseline: " + rows + " rows changed instead of 1 by " + sql, null);
            }
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
