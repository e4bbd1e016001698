package dev.lastroom.bench.run;

import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.engine.booking.Stay;
import java.util.Map;

/**
 * The statements of {@code baseline} for a stay of two nights, in pgbench's language. It books only where rooms never
 * run out, so it does not check that they are free.
 */
final class PgbenchScript {

    /** In a pipeline BEGIN travels with the first statement, as it does with JDBC. */
    private static final String SCRIPT = """
            \\set room_type random(0, ${lastRoomType})
            \\set day random(0, ${lastDay})
            \\set key random(1, 9000000000000000000)
            \\startpipeline
            BEGIN;
            SELECT fingerprint, subject_id FROM idempotency_key
              WHERE key_hash = ${hash};
            \\endpipeline
            SELECT p.id, p.currency FROM room_type t JOIN property p ON p.id = t.property_id WHERE t.id = ${roomType};
            SELECT stay_date, total - booked, price_minor FROM night
              WHERE room_type_id = ${roomType} AND stay_date >= ${start} AND stay_date < ${start} + ${nights}
              ORDER BY stay_date FOR UPDATE;
            WITH booking AS (
              INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                night_prices, total_minor, currency, status, key_value, created_at)
              VALUES (${id}, 'anonymous', 'guest-' || :client_id::text, 'hotel-0', ${roomType}, ${start},
                ${start} + ${nights}, 1, '10000 10000', 20000, 'EUR', 'PROVISIONAL', '${name}-' || :key::text, now()))
            INSERT INTO event_batch (booking_ids, names, ats, owners, actors, request_ids)
              VALUES (ARRAY[${id}], ARRAY['booking.booked'], ARRAY[now()], ARRAY['anonymous'],
                ARRAY['anonymous'], ARRAY['${name}-' || :key::text]);
            UPDATE night SET booked = booked + 1 WHERE room_type_id = ${roomType} AND stay_date = ${start};
            UPDATE night SET booked = booked + 1 WHERE room_type_id = ${roomType} AND stay_date = ${start} + 1;
            INSERT INTO idempotency_key (key_hash, fingerprint, kind, subject_id, created_at, request_id)
              VALUES (${hash}, ${hash}, 'BOOKING', ${id}, now(), '${name}-' || :key::text);
            COMMIT;
            """;

    /** Ids that grow with time, like all ids here, with the key in their random part. */
    private static final String ID = "(lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000'"
            + " || lpad(to_hex(:key::bigint % 281474976710656), 12, '0'))::uuid";

    private static final String HASH = "md5('${name}-' || :key::text)::uuid";

    private PgbenchScript() {}

    static String of(BenchRound round, int stayNights) {
        BenchHotel hotel = round.database().hotel();
        boolean hot = round.workload() == EngineWorkload.HOT;
        Stay first = hotel.stay(0, stayNights);
        Map<String, String> values = Map.of(
                "lastRoomType",
                Integer.toString(hotel.ordinaryRoomTypes() - 1),
                "lastDay",
                Integer.toString(hot ? 0 : hotel.nights() - stayNights),
                "roomType",
                hot ? "'" + hotel.roomType(hotel.hot()) + "'" : "'rt' || :room_type::text",
                "start",
                "(DATE '" + first.start() + "' + :day::int)",
                "nights",
                Integer.toString(stayNights),
                "id",
                ID);
        String script = SCRIPT.replace("${hash}", HASH).replace("${name}", round.name());
        for (Map.Entry<String, String> value : values.entrySet()) {
            script = script.replace("${" + value.getKey() + "}", value.getValue());
        }
        return script;
    }
}
