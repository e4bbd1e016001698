package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.sql.ColumnArray.texts;

import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.postgres.sql.Script;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The work to do in the room types of a batch besides its commands. Almost always there is none, so one statement asks
 * for all of it.
 *
 * @param version the version of the catalogue
 * @param waitedFor the room types with a waiting entry or an offer
 * @param holdsLapsed whether a hold has lapsed but is not yet marked as expired
 * @param releasesDue whether rooms of an allotment are due for release
 */
record PostgresStanding(long version, Set<RoomTypeId> waitedFor, boolean holdsLapsed, boolean releasesDue) {

    /** Reads the standing. The nights must be locked: joining a waitlist locks them too. */
    static void load(Script script, Instant at, Collection<RoomTypeId> roomTypes, Consumer<PostgresStanding> found) {
        script.query(
                """
                SELECT version,
                  ARRAY(
                    SELECT room_type_id
                    FROM unnest(wanted.ids) AS one (room_type_id),
                    LATERAL (
                      SELECT FROM waitlist
                      WHERE room_type_id = one.room_type_id AND status IN ('WAITING', 'OFFERED')
                      LIMIT 1) w) AS waited_for,
                  EXISTS (
                    SELECT FROM booking
                    WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= wanted.at
                      AND room_type_id = ANY (wanted.ids)) AS holds_lapsed,
                  EXISTS (
                    SELECT FROM allotment_night
                    WHERE NOT released AND release_at IS NOT NULL AND release_at <= wanted.at
                      AND room_type_id = ANY (wanted.ids)) AS releases_due
                FROM catalogue, (SELECT ?::timestamptz AS at, ?::text[] AS ids) wanted
                """,
                row -> {
                    Set<RoomTypeId> waitedFor = new HashSet<>();
                    for (String id : (String[]) row.getArray("waited_for").getArray()) {
                        waitedFor.add(new RoomTypeId(id));
                    }
                    found.accept(new PostgresStanding(
                            row.getLong("version"),
                            waitedFor,
                            row.getBoolean("holds_lapsed"),
                            row.getBoolean("releases_due")));
                },
                at,
                texts(roomTypes, RoomTypeId::value));
    }

    /**
     * Ends the transaction if the catalogue has another version, or if one of these room types has a lapsed hold, a due
     * release, a waiting entry or an offer, since memory does not say whose turn it would be. The nights must be
     * locked: joining a waitlist locks them too.
     */
    static void prove(Script script, long version, Instant at, Collection<RoomTypeId> roomTypes) {
        script.update("""
                SELECT expect(
                  (SELECT version FROM catalogue
                   WHERE NOT EXISTS (
                     SELECT FROM booking
                     WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= due.at
                       AND room_type_id = ANY (due.room_types))
                   AND NOT EXISTS (
                     SELECT FROM allotment_night
                     WHERE NOT released AND release_at IS NOT NULL AND release_at <= due.at
                       AND room_type_id = ANY (due.room_types))
                   AND NOT EXISTS (
                     SELECT FROM waitlist
                     WHERE status IN ('WAITING', 'OFFERED') AND room_type_id = ANY (due.room_types))), ?)
                FROM (SELECT ?::timestamptz AS at, ?::text[] AS room_types) due
                """, version, at, texts(roomTypes, RoomTypeId::value));
    }
}
