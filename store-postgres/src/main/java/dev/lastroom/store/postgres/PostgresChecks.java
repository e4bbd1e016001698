package dev.lastroom.store.postgres;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, when a store opens, what the promises rely on but no session can set. It refuses what could break a promise
 * unseen. It only warns of what matters when a machine goes down, since some file systems are safe without it.
 */
final class PostgresChecks {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChecks.class);
    private static final String SERVER = """
            SELECT 'the server is version ' || current_setting('server_version') || ', older than 13'
            WHERE current_setting('server_version_num')::integer < 130000
            UNION ALL
            SELECT 'the encoding of the database is ' || current_setting('server_encoding') || ', not UTF8'
            WHERE current_setting('server_encoding') <> 'UTF8'
            """;

    private static final String TABLES = """
            WITH ours AS (
              SELECT oid, relname, relpersistence
              FROM pg_class
              WHERE oid IN (
                SELECT to_regclass(name)
                FROM (VALUES ('property'), ('room_type'), ('catalogue'), ('night'), ('night_repair'), ('booking'),
                  ('waitlist'), ('allotment'), ('allotment_night'), ('idempotency_key'), ('event_batch'), ('webhook'),
                  ('webhook_failure'), ('lease')) AS known (name)))
            SELECT 'the table ' || relname || ' is unlogged, so a crash would empty it'
            FROM ours WHERE relpersistence <> 'p'
            UNION ALL
            SELECT 'row security hides rows of the table ' || relname FROM ours WHERE row_security_active(oid)
            UNION ALL
            SELECT DISTINCT 'triggers of the table ' || relname || ' that keep its references are disabled'
            FROM ours JOIN pg_trigger ON tgrelid = ours.oid
            WHERE tgisinternal AND tgenabled IN ('D', 'R')
            UNION ALL
            SELECT 'the constraint ' || needed.name || ' of the table ' || needed.of_table || ' is missing or not valid'
            FROM (VALUES ('night', 'night_not_oversold'), ('night', 'night_pkey'), ('booking', 'booking_pkey'),
              ('idempotency_key', 'idempotency_key_pkey'), ('idempotency_key', 'key_has_one_outcome'),
              ('allotment_night', 'allotment_not_exceeded'), ('allotment_night', 'allotment_night_pkey'),
              ('waitlist', 'waitlist_pkey')) AS needed (of_table, name)
            WHERE NOT EXISTS (
              SELECT FROM pg_constraint k LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype = 'p'
              WHERE k.conrelid = to_regclass(needed.of_table) AND k.conname = needed.name AND k.convalidated
                AND coalesce(i.indisvalid AND i.indisready AND i.indisunique, true))
            """;

    private static final String WARNED_OF = """
            SELECT name || ' is off: acknowledged changes may be lost if the database machine goes down'
            FROM (VALUES ('fsync'), ('full_page_writes')) AS needed (name)
            WHERE current_setting(name) = 'off'
            """;

    private PostgresChecks() {}

    /** Checks the server, before there are any tables. */
    static void server(Connection connection) throws SQLException {
        refuse(lines(connection, SERVER));
        lines(connection, WARNED_OF).forEach(LOG::warn);
    }

    /** Checks the tables. */
    static void tables(Connection connection) throws SQLException {
        refuse(lines(connection, TABLES));
    }

    private static void refuse(List<String> why) {
        if (!why.isEmpty()) {
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE, "The database cannot be used: " + String.join("; ", why), null);
        }
    }

    private static List<String> lines(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        }
    }
}
