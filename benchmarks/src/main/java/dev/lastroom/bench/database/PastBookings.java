package dev.lastroom.bench.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills a PostgreSQL schema with bookings as if they had been made one by one over the past weeks. Each has its key
 * and its event, and every night counts the booked rooms.
 */
final class PastBookings {

    /** Short enough that all keys are still remembered, as after a real month with as many bookings. */
    private static final int DAYS = 28;

    /** How many bookings one statement makes: more would only use more memory. */
    private static final long CHUNK = 500_000;

    private static final String MAKE = """
            WITH made AS (
              SELECT i, at, room_type,
                (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000'
                  || '8' || lpad(to_hex(i), 15, '0'))::uuid AS id,
                ?::date + day AS start_date
              FROM (
                SELECT i, now() - make_interval(days => %1$d) * (1 - i::float8 / ?) AS at,
                  'rt' || floor(random() * ?)::int AS room_type, floor(random() * ?)::int AS day
                FROM generate_series(?::bigint, ?::bigint) i) drawn),
            keys AS (
              INSERT INTO idempotency_key (key_hash, fingerprint, kind, subject_id, created_at, request_id)
              SELECT md5('past-' || i)::uuid, md5('past-' || i)::uuid, 'BOOKING', id, at, gen_random_uuid()::text
              FROM made),
            events AS (
              INSERT INTO event_batch (batch, booking_ids, names, ats, owners, actors, request_ids)
              SELECT -1 - (i - 1) / 100, array_agg(id), array_agg('booking.booked'::text), array_agg(at),
                array_agg('anonymous'::text), array_agg('anonymous'::text), array_agg(gen_random_uuid()::text)
              FROM made GROUP BY (i - 1) / 100)
            INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
              night_prices, total_minor, currency, status, key_value, created_at)
            SELECT made.id, 'anonymous', 'guest-' || i %% 100000, t.property_id, room_type, start_date, start_date + 2, 1,
              '10000 10000', 20000, 'EUR', 'PROVISIONAL', 'past-' || i, at
            FROM made JOIN room_type t ON t.id = room_type
            """.formatted(DAYS);

    private static final String COUNT = """
            UPDATE night n SET booked = counted.rooms
            FROM (SELECT b.room_type_id, d::date AS stay_date, sum(b.rooms) AS rooms
                  FROM booking b CROSS JOIN generate_series(b.start_date, b.end_date - 1, interval '1 day') d
                  GROUP BY 1, 2) counted
            WHERE n.room_type_id = counted.room_type_id AND n.stay_date = counted.stay_date
              AND n.booked <> counted.rooms
            """;

    private final BenchHotel hotel;

    PastBookings(BenchHotel hotel) {
        this.hotel = hotel;
    }

    void store(Connection connection, long bookings) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(MAKE)) {
            for (long first = 1; first <= bookings; first += CHUNK) {
                make.setObject(1, hotel.date(0));
                make.setLong(2, bookings);
                make.setInt(3, hotel.ordinaryRoomTypes());
                make.setInt(4, hotel.nights() - 1);
                make.setLong(5, first);
                make.setLong(6, Math.min(bookings, first + CHUNK - 1));
                make.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(COUNT);
            statement.execute("VACUUM ANALYZE night, booking, idempotency_key, event_batch");
        }
    }
}
