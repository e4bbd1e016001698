package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.texts;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How things stand with the room types of a batch, beside what it asks for. Almost always nothing is to be done, so
 * that all is asked in one statement.
 *
 * @param version the version of the catalogue
 * @param waitedFor the room types that somebody waits for, or has an offer of
 * @param holdsLapsed whether a hold has lapsed that nobody has expired yet
 * @param releasesDue whether rooms of an allotment are due for release
 */
record PostgresStanding(long version, Set<RoomTypeId> waitedFor, boolean holdsLapsed, boolean releasesDue) {

    /** Asks once the nights are locked: whoever joins a waitlist has locked them too. */
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
     * Ends the transaction if the catalogue has another version, or if one of these room types has a hold that has
     * lapsed, a release that is due, or somebody who waits or has an offer: whose turn that would be was not asked. It
     * is asked when the nights are locked, since whoever joins holds the locks of their nights.
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
