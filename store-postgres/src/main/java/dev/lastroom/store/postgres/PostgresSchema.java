package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a database the tables of Lastroom are. Not wherever a search path leads to: an administrator may change that,
 * and then the program would begin anew with no bookings in another schema.
 */
final class PostgresSchema {

    private static final String INVALID_SCHEMA_NAME = "3F000";

    /** The servers that come later wait, and find nothing to do. Users and room types have other seeds. */
    private static final String ONE_MIGRATES = "SELECT pg_advisory_xact_lock(hashtextextended('schema', 2))";

    private PostgresSchema() {}

    /** Finds the schema, brings its tables up to date, wholly or not at all, and gives its name. */
    static String bringUpToDate(PostgresHosts hosts) throws SQLException {
        String schema;
        try (Connection connection = hosts.connect(PostgresSession.opening(""))) {
            PostgresChecks.server(connection);
            schema = find(connection, hosts.schema());
        }
        PostgresSession session = PostgresSession.opening(schema);
        try (Connection connection = hosts.connect(session)) {
            connection.setAutoCommit(false);
            session.beginTransaction(connection);
            Script begin = new Script(connection);
            begin.update(ONE_MIGRATES);
            begin.run();
            Migrations.migrate(new PostgresConnections(() -> OneTransaction.on(connection)), "db/postgres");
            // Flyway sets both for its session, which behind a pooler goes on to other programs.
            Script end = new Script(connection);
            end.update("RESET search_path");
            end.update("RESET ROLE");
            end.runAndCommit();
        }
        return schema;
    }

    /**
     * Finds the schema, as SQL writes its name: the one that is named; or else the one that has the tables; or, if none has,
     * the first of the search path.
     *
     * @throws SQLException if more than one has them
     */
    private static String find(Connection connection, Optional<String> named) throws SQLException {
        if (named.isPresent()) {
            return named.get();
        }
        List<String> found = names(connection, """
                SELECT quote_ident(s.nspname) FROM pg_namespace s
                WHERE has_schema_privilege(s.oid, 'USAGE')
                  AND EXISTS (SELECT FROM pg_class WHERE relnamespace = s.oid AND relname = 'night')
                  AND EXISTS (SELECT FROM pg_class WHERE relnamespace = s.oid AND relname = 'idempotency_key')
                ORDER BY s.nspname
                """);
        if (found.size() > 1) {
            throw new SQLException(
                    "the schemas " + String.join(", ", found)
                            + " each have the tables of Lastroom: name one in the URL, with currentSchema=…",
                    INVALID_SCHEMA_NAME);
        }
        return found.isEmpty()
                ? names(connection, "SELECT coalesce(quote_ident(current_schema()), 'public')")
                        .getFirst()
                : found.getFirst();
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
