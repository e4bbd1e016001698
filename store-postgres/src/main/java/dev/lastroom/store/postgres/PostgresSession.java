package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.sql.ColumnArray.texts;

import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.postgres.sql.PostgresFailures;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.postgresql.jdbc.PgConnection;

/**
 * The settings of a pool's sessions. All that Lastroom relies on is set, since an administrator may change the defaults
 * of the server, a database or a user at any time. Immutable and thread-safe.
 *
 * <p>A session is set once, when its connection is made. But a pooler such as PgBouncer gives a server connection to
 * one client after another, a transaction each, and the next client finds the settings of the previous one. So behind a
 * pooler each transaction is set for itself alone, and nothing is prepared on the server. A pooler is detected by the
 * number of the server's process: the number it reports at log-in is made up, since it stands for many.
 *
 * @param name the name of the pool
 * @param answerLimit how long an answer may take before the connection is given up; zero for no limit
 * @param sql begins a transaction behind a pooler
 * @param values the settings by name; those that a server does not know are left out
 */
record PostgresSession(String name, Duration answerLimit, String sql, Map<String, String> values) {

    /**
     * The server ends a statement at its limit with an error, but a transaction by closing the connection. If one
     * statement takes all the time, the error must come first.
     */
    private static final double STATEMENT_SHARE = 0.95;

    private static final String WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
    private static final String READ = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY";
    private static final String READ_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** A durable commit is never made less durable: there is more than one way to wait for a standby. */
    private static final String APPLY = """
            SELECT pg_backend_pid() <> told.pid AS pooled, pg_is_in_recovery() AS standby,
              current_setting('session_replication_role') AS triggers,
              (SELECT count(set_config(name, value, pg_backend_pid() <> told.pid))
               FROM unnest(?::text[], ?::text[]) AS wanted (name, value)
               WHERE current_setting(name, true) IS NOT NULL
                 AND (name <> 'synchronous_commit' OR current_setting(name) IN ('off', 'local')))
            FROM (SELECT ?::integer AS pid) told
            """;

    private static final int NO_PROCESS = -1;
    private static final String CANNOT_CONNECT_NOW = "57P03";

    PostgresSession {
        values = Map.copyOf(values);
    }

    /** Writers touch a few rows by key. */
    static PostgresSession writers(PostgresSettings settings, String schema) {
        Map<String, String> values = limited(settings, schema);
        // They lock rows in the order of the keys; a bitmap scan or another join would use the table's order. Starting
        // parallel workers takes ten milliseconds.
        values.put("enable_hashjoin", "off");
        values.put("enable_mergejoin", "off");
        values.put("enable_bitmapscan", "off");
        values.put("max_parallel_workers_per_gather", "0");
        return new PostgresSession("writers", answerLimit(settings), WRITE, values);
    }

    static PostgresSession readers(PostgresSettings settings, String schema) {
        Map<String, String> values = limited(settings, schema);
        values.put("default_transaction_read_only", "on");
        return new PostgresSession("readers", answerLimit(settings), READ, values);
    }

    /** Returns the same settings for the connections of housekeeping. */
    PostgresSession forHousekeeping() {
        return new PostgresSession("housekeeping-" + name, answerLimit, sql, values);
    }

    /** Migrations have no time limit. */
    static PostgresSession opening(String schema) {
        Map<String, String> values = common(schema);
        values.put("default_table_access_method", "heap");
        values.put("lock_timeout", "0");
        values.put("statement_timeout", "0");
        values.put("idle_in_transaction_session_timeout", "0");
        values.put("transaction_timeout", "0");
        return new PostgresSession("opening", Duration.ZERO, WRITE, values);
    }

    private static Duration answerLimit(PostgresSettings settings) {
        return settings.transactionLimit().plus(settings.networkMargin());
    }

    /** A read-only database is left to its administrator: it stops bookings, but breaks no promise. */
    private static Map<String, String> common(String schema) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!schema.isEmpty()) {
            // A temporary table of the same name would come first if pg_temp were not named last.
            values.put("search_path", schema + ", pg_temp");
        }
        values.put("default_transaction_isolation", "read committed");
        values.put("synchronous_commit", "on");
        // A commit that did not wait for its standby reports it in a warning.
        values.put("client_min_messages", "warning");
        // Rows hidden by a policy cause an error instead of being missing.
        values.put("row_security", "off");
        values.put("standard_conforming_strings", "on");
        // Only the pool ends idle connections.
        values.put("idle_session_timeout", "0");
        return values;
    }

    /**
     * transaction_timeout came with PostgreSQL 17. Before that, the other limits bound each statement and each pause
     * between two, so that the locks of a lost client are released.
     */
    private static Map<String, String> limited(PostgresSettings settings, String schema) {
        long limitMillis = settings.transactionLimit().toMillis();
        Map<String, String> values = common(schema);
        values.put("lock_timeout", Long.toString(settings.lockWait().toMillis()));
        values.put("statement_timeout", Long.toString((long) (STATEMENT_SHARE * limitMillis)));
        values.put("idle_in_transaction_session_timeout", Long.toString(limitMillis));
        values.put("transaction_timeout", Long.toString(limitMillis));
        // Statements are planned once, since planning a search takes longer than running it. So no plan may suit a new,
        // small table and read all of it once it has grown.
        values.put("plan_cache_mode", "force_generic_plan");
        values.put("enable_seqscan", "off");
        values.put("enable_indexscan", "on");
        values.put("enable_nestloop", "on");
        values.put("jit", "off");
        return values;
    }

    /**
     * Sets up a new connection, which has prepared nothing, and detects a pooler.
     *
     * @throws SQLException if it leads to a standby, or to a server that does not enforce references between tables
     */
    void begin(Connection connection) throws SQLException {
        PgConnection driver = connection.unwrap(PgConnection.class);
        Script script = new Script(connection);
        apply(script, driver.getBackendPID(), row -> {
            // Batches repeat the same few statements, so the server prepares them at once.
            driver.setPrepareThreshold(row.getBoolean("pooled") ? 0 : 1);
        });
        script.run();
    }

    /** Begins a transaction or a read. Only needed behind a pooler. */
    void beginTransaction(Connection connection) throws SQLException {
        if (isPooled(connection)) {
            beginBy(connection, sql);
        }
    }

    /** Begins a transaction whose reads all see one snapshot. */
    void beginSnapshot(Connection connection) throws SQLException {
        beginBy(connection, READ_SNAPSHOT);
    }

    private void beginBy(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        Script script = new Script(connection);
        script.update(sql);
        if (isPooled(connection)) {
            apply(script, NO_PROCESS, _ -> {});
        }
        script.run();
    }

    /** Whether a connection goes through a pooler, where nothing may be prepared. */
    static boolean isPooled(Connection connection) throws SQLException {
        return connection.unwrap(PgConnection.class).getPrepareThreshold() == 0;
    }

    private void apply(Script script, int processTold, Sql.Consumer<ResultSet> applied) {
        script.query(
                APPLY,
                row -> {
                    check(row);
                    applied.accept(row);
                },
                texts(values.entrySet(), Entry::getKey),
                texts(values.entrySet(), Entry::getValue),
                processTold);
    }

    private static void check(ResultSet row) throws SQLException {
        if (row.getBoolean("standby")) {
            throw new SQLException("is a standby", PostgresFailures.READ_ONLY);
        }
        String triggers = row.getString("triggers");
        if (!"origin".equals(triggers)) {
            throw new SQLException(
                    "session_replication_role is " + triggers
                            + ", not origin: references between tables are not enforced",
                    CANNOT_CONNECT_NOW);
        }
    }
}
