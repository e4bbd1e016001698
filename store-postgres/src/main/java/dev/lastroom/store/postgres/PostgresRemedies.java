package dev.lastroom.store.postgres;

import dev.lastroom.store.jdbc.Remedies;
import dev.lastroom.store.postgres.sql.PostgresFailures;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells an operator what to do if a schema cannot be brought up to date.
 *
 * @param schema its name, as SQL writes it
 * @param user the database user, as SQL writes it
 */
record PostgresRemedies(String schema, String user) implements Remedies {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String OWNER =
            ". Have an administrator make the user the owner of the schema and of its tables, or"
                    + " set db.schema to another schema";

    @Override
    public String notEmpty() {
        return "the schema " + schema
                + " has tables of other programs. Give Lastroom its own schema with the setting db.schema, such as"
                + " db.schema=lastroom; a missing schema is created";
    }

    @Override
    public Optional<String> refused(SQLException e) {
        return Optional.ofNullable(
                switch (e.getSQLState()) {
                    case INSUFFICIENT_PRIVILEGE ->
                        "the user " + user + " may not change the schema " + schema + " (" + e.getMessage() + ")"
                                + OWNER;
                    case PostgresFailures.READ_ONLY ->
                        "the database is read-only. Turn default_transaction_read_only off for the database and for the"
                                + " user " + user;
                    case "57014", "25P03", "25P04", "55P03" ->
                        "a time limit of the server, or someone who cancelled the work, ended it too early ("
                                + e.getMessage() + "). Nothing has changed: raise the limit and start again";
                    case PostgresFailures.DISK_FULL ->
                        "the disk of the database is full. Free some space and start again";
                    case null, default -> null;
                });
    }

    /** The schema exists, but this user may not use it. */
    String notUsable() {
        return "the user " + user + " may not use the schema " + schema + OWNER;
    }

    /** The schema is missing and could not be made. */
    String notMade(SQLException e) {
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                ? "the schema " + schema + " is missing, and the user " + user
                        + " may not create it. Have an administrator run: CREATE SCHEMA " + schema + " AUTHORIZATION "
                        + user
                : refused(e).orElseGet(e::getMessage);
    }
}
