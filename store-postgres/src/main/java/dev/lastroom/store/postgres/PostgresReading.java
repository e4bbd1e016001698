package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.Reading;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one batch, under locks. It first peeks at what tells which nights to lock, and reads it again under the
 * locks. If those nights no longer suffice, the transaction starts over, since locking more would be out of order. Not
 * thread-safe.
 */
final class PostgresReading implements Reading<SQLException> {

    private final Connection connection;
    private final PostgresMemory memory;
    private PostgresTables tables;
    private WorkingSet working;
    private boolean isLineRead;

    PostgresReading(Connection connection, PostgresMemory memory, Footprint footprint) {
        this.connection = connection;
        this.memory = memory;
        this.tables = PostgresTables.in(connection, memory);
        this.working = new WorkingSet(footprint.at());
    }

    /** The tables of this reading's transaction. */
    PostgresTables tables() {
        return tables;
    }

    @Override
    public Known peek(Footprint footprint) throws SQLException {
        Known named = tables.peek(new WorkingSet(footprint.at()), footprint);
        return memory.isWaitedFor(new Needs(footprint, named).roomTypes()) ? peekAtLine(footprint, named) : named;
    }

    /** Finds the nights of entries that may come to fit, so that they are locked at once. */
    private Known peekAtLine(Footprint footprint, Known known) throws SQLException {
        Known.Builder all = new Known.Builder().add(known);
        all.waitedFor(true);
        tables.waitlist().loadLine(new WorkingSet(footprint.at()), new Needs(footprint, known), all::add);
        tables.script().run();
        return all.build();
    }

    /**
     * Locks and reads. The order of locks is the same in every transaction, each kind sorted: users who ask for a hold
     * or join a line, room types whose nights are opened, properties and room types that are saved, nights by room type
     * and date. Keys are looked up after these, since a look-up before the lock is stale, and are claimed last.
     */
    @Override
    public Known read(Needs needs, WorkingSet into) throws SQLException {
        Footprint footprint = needs.footprint();
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        Known.Builder found = new Known.Builder();
        tables.bookings().lockHolders(needs.holders());
        tables.nights().lockOpened(footprint.opened());
        tables.catalogue().lockSaved(footprint);
        tables.nights().load(into, needs.nights());
        tables.bookings().loadLiveHolds(into, footprint.at(), needs.holders());
        tables.loadNamed(into, footprint, found);
        tables.waitlist().loadJoiners(into, footprint.joiners());
        tables.allotments().load(into, needs.allotments(), needs.nights());
        isLineRead = needs.needsLine();
        if (isLineRead) {
            tables.waitlist().load(into, needs.entries(), found::add);
            tables.waitlist().loadLine(into, needs, found::add);
        }
        tables.keys().load(into, footprint.keys());
        Map<RoomTypeId, RememberedNights> peeked = memory.peekAtNights(footprint, tables.nights());
        PostgresStanding standing = standing(needs);
        tables.keys().loadReplayed(into, needs.nights());
        peeked.forEach(memory.counts()::begin);
        memory.noteWaitedFor(roomTypes, standing.waitedFor());
        found.waitedFor(!standing.waitedFor().isEmpty());
        if (standing.holdsLapsed()) {
            tables.bookings().loadLapsed(into, footprint.at(), roomTypes, found::add);
        }
        if (standing.releasesDue()) {
            tables.allotments().loadDue(into, footprint.at(), roomTypes, found::addDue);
        }
        tables.catalogue().load(into, footprint.properties(), roomTypes, standing.version());
        tables.script().run();
        needs.known().allotments().forEach(found::add);
        loadWhatFollows(needs, into, found, standing.holdsLapsed());
        return found.build();
    }

    /** Runs the gathered statements, and returns what else there is to do in the room types. */
    private PostgresStanding standing(Needs needs) throws SQLException {
        AtomicReference<@Nullable PostgresStanding> found = new AtomicReference<>();
        PostgresStanding.load(tables.script(), needs.footprint().at(), needs.roomTypes(), found::set);
        tables.script().run();
        return Objects.requireNonNull(found.get());
    }

    /** Loads the entries whose offers are the lapsed holds, and the allotments of what was found. */
    private void loadWhatFollows(Needs needs, WorkingSet into, Known.Builder found, boolean holdsLapsed)
            throws SQLException {
        Known known = found.build();
        if (needs.needsLine() && holdsLapsed) {
            tables.waitlist()
                    .load(
                            into,
                            known.bookings().stream()
                                    .map(offer -> EntryId.of(offer.id()))
                                    .toList(),
                            found::add);
            tables.script().run();
        }
        Set<AllotmentId> more = new TreeSet<>(new Needs(needs.footprint(), known).allotments());
        more.removeAll(needs.allotments());
        tables.allotments().load(into, more, needs.nights());
        tables.script().run();
    }

    @Override
    public WorkingSet working() {
        return working;
    }

    @Override
    public Known lookAgain(Footprint footprint, Known found) throws SQLException {
        connection.rollback();
        tables = PostgresTables.in(connection, memory);
        working = new WorkingSet(footprint.at());
        return found.isWaitedFor() && !isLineRead ? peekAtLine(footprint, found) : found;
    }
}
