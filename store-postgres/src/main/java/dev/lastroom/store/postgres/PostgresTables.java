package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/**
 * The tables of one transaction, a class for each kind of row. A script gathers what they load and write, whole sets
 * and whole columns at a time, and sends it together. Not thread-safe.
 *
 * <p>Their {@code LATERAL} takes rows one by one, by key, in the order in which the keys are sent. Other joins might
 * lock in another order, or be planned while a table is empty and read all of it when it no longer is.
 */
record PostgresTables(
        Script script,
        PostgresCatalogue catalogue,
        PostgresNights nights,
        PostgresBookings bookings,
        PostgresKeys keys,
        PostgresWaitlist waitlist,
        PostgresAllotments allotments,
        PostgresEvents events) {

    static PostgresTables in(Connection connection, PostgresMemory memory) {
        Script script = new Script(connection);
        PostgresBookings bookings = new PostgresBookings(script);
        PostgresWaitlist waitlist = new PostgresWaitlist(script);
        PostgresAllotments allotments = new PostgresAllotments(script);
        return new PostgresTables(
                script,
                new PostgresCatalogue(script, memory),
                new PostgresNights(script),
                bookings,
                new PostgresKeys(script, bookings, waitlist, allotments),
                waitlist,
                allotments,
                new PostgresEvents(script));
    }

    /**
     * Reads the named bookings, allotments and entries, which alone tell which nights the commands need. They may
     * change until their nights are locked. After that they cannot, since every change locks the nights first.
     */
    Known peek(WorkingSet working, Footprint footprint) throws SQLException {
        Known.Builder found = new Known.Builder();
        if (footprint.needsMore()) {
            loadNamed(working, footprint, found);
            if (!footprint.wholeAllotments().isEmpty()) {
                allotments.peek(footprint.wholeAllotments(), found::add);
            }
            script.run();
        }
        return found.build();
    }

    /** Loads the bookings, whole groups and entries that a batch names. */
    void loadNamed(WorkingSet working, Footprint footprint, Known.Builder found) {
        bookings.load(working, footprint.bookings(), found::add);
        bookings.loadGroups(working, footprint.groups(), found::add);
        waitlist.load(working, footprint.entries(), found::add);
    }

    /** Writes what was decided on locked rows, and commits. */
    void writeAndCommit(WorkingSet working) throws SQLException {
        catalogue.write(working);
        nights.write(working);
        bookings.write(working);
        writeTheRestAndCommit(working);
    }

    /**
     * Writes what was decided from memory, and commits if memory was right; otherwise the transaction ends. New rows
     * lock nothing that others want, so they come before the nights, which are then locked as briefly as possible: two
     * batches may sell one room type at once, except from there to the end. The nights' locks guard all the rest.
     *
     * @param version the remembered version of the catalogue
     */
    void proveAndCommit(WorkingSet working, long version, Instant at, Collection<RoomTypeId> roomTypes)
            throws SQLException {
        bookings.add(working);
        nights.prove(working);
        PostgresStanding.prove(script, version, at, roomTypes);
        bookings.change(working);
        writeTheRestAndCommit(working);
    }

    private void writeTheRestAndCommit(WorkingSet working) throws SQLException {
        waitlist.write(working);
        allotments.write(working);
        keys.write(working);
        // Last: the number of its events is taken when the transaction no longer waits for others.
        events.write(working);
        script.runAndCommit();
    }
}
