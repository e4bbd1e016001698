package dev.lastroom.store.sqlite;

import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.event.EventId;
import java.sql.SQLException;

/**
 * The tables of the file, a class for each kind of row. Use them only in a transaction of their {@link SqliteWriter}.
 */
record SqliteTables(
        SqliteCatalogue catalogue,
        SqliteNights nights,
        SqliteBookings bookings,
        SqliteKeys keys,
        SqliteWaitlist waitlist,
        SqliteAllotments allotments,
        SqliteEvents events) {

    static SqliteTables of(SqliteWriter writer) {
        SqliteStatements statements = new SqliteStatements(writer);
        SqliteBookings bookings = new SqliteBookings(statements);
        SqliteWaitlist waitlist = new SqliteWaitlist(statements);
        SqliteAllotments allotments = new SqliteAllotments(statements);
        return new SqliteTables(
                new SqliteCatalogue(statements),
                new SqliteNights(statements),
                bookings,
                new SqliteKeys(statements, bookings, waitlist, allotments),
                waitlist,
                allotments,
                new SqliteEvents(statements));
    }

    /** Writes what was decided, and returns the place of the last event. */
    EventId write(WorkingSet working) throws SQLException {
        catalogue.write(working);
        nights.write(working);
        bookings.write(working);
        waitlist.write(working);
        allotments.write(working);
        keys.write(working);
        return events.write(working);
    }
}
