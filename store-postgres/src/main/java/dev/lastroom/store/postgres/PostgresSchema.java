package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.Migrations;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the schema that has Lastroom's tables. It does not rely on the search path: an administrator may change that,
 * and the program would then start again without bookings in another schema.
 */
final class PostgresSchema {

    private static final String INVALID_SCHEMA_NAME = "3F000";

    /** Servers that start later wait, and find nothing to do. Each {@link NameLock} has another seed. */
    private static final String ONE_MIGRATES = "SELECT pg_advisory_xact_lock(hashtextextended(?, 2))";

    private static final String IS_USABLE =
            "SELECT has_schema_privilege(oid, 'USAGE')::text FROM pg_namespace WHERE oid = to_regnamespace(?)";

    /** CREATE SCHEMA takes no parameter, so the name goes by way of a setting of the transaction. */
    private static final String NAME_SCHEMA = "SELECT set_config('lastroom.schema', ?, true)";

    private static final String MAKE_SCHEMA =
            "DO $$ BEGIN EXECUTE 'CREATE SCHEMA ' || current_setting('lastroom.schema'); END $$";

    private PostgresSchema() {}

    /**
     * Finds the schema, makes it if it is missing, brings its tables up to date, wholly or not at all, and returns its
     * name.
     *
     * @param named the schema to use, if one is given
     */
    static String bringUpToDate(PostgresHosts hosts, Optional<String> named) throws SQLException {
        String schema;
        String user;
        try (Connection connection = hosts.connect(PostgresSession.opening(""))) {
            PostgresChecks.server(connection);
            schema = find(connection, named);
            user = names(connection, "SELECT quote_ident(current_user)").getFirst();
        }
        PostgresRemedies remedies = new PostgresRemedies(schema, user);
        PostgresSession session = PostgresSession.opening(schema);
        try (Connection connection = hosts.connect(session)) {
            connection.setAutoCommit(false);
            session.beginTransaction(connection);
            Script begin = new Script(connection);
            begin.update(ONE_MIGRATES, schema);
            begin.run();
            makeIfMissing(connection, remedies);
            Migrations.migrate(new PostgresConnections(() -> OneTransaction.on(connection)), "db/postgres", remedies);
            // Flyway sets both for its session, which a pooler passes on to other programs.
            Script end = new Script(connection);
            end.update("RESET search_path");
            end.update("RESET ROLE");
            end.runAndCommit();
        } catch (SQLException e) {
            throw Migrations.notUpToDate(remedies.refused(e).orElseGet(e::getMessage), e);
        }
        return schema;
    }

    /** Makes the schema if it is missing. Even "if not exists" needs the right to make one when it does exist. */
    private static void makeIfMissing(Connection connection, PostgresRemedies remedies) throws SQLException {
        List<String> found = names(connection, IS_USABLE, remedies.schema());
        if (found.isEmpty()) {
            try (var statement = connection.createStatement()) {
                names(connection, NAME_SCHEMA, remedies.schema());
                statement.execute(MAKE_SCHEMA);
            } catch (SQLException e) {
                throw Migrations.notUpToDate(remedies.notMade(e), e);
            }
        } else if (!found.contains("true")) {
            // Flyway would look for the tables in another schema.
            throw Migrations.notUpToDate(remedies.notUsable(), null);
        }
    }

    /**
     * Finds the schema and returns its name as SQL writes it: the named one, otherwise the one that has the tables,
     * otherwise the first of the search path.
     *
     * @throws SQLException if more than one has them
     */
    private static String find(Connection connection, Optional<String> named) throws SQLException {
        if (named.isPresent()) {
            return names(connection, "SELECT quote_ident(?)", named.get()).getFirst();
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
                            + " each have Lastroom's tables: choose one with the setting db.schema",
                    INVALID_SCHEMA_NAME);
        }
        return found.isEmpty()
                ? names(connection, "SELECT coalesce(quote_ident(current_schema()), 'public')")
                        .getFirst()
                : found.getFirst();
    }

    private static List<String> names(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }
}
