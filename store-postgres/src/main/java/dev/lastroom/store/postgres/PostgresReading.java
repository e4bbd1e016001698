package dev.lastroom.store.postgres;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.Reading;
import dev.lastroom.engine.store.WorkingSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one batch, under locks. What is known before is only peeked at, and is read again once its nights are locked: if
 * these do not suffice by then, the transaction begins anew, since to lock more would be out of order. Not thread-safe.
 */
final class PostgresReading implements Reading<SQLException> {

    private final Connection connection;
    private final PostgresBatches batches;
    private WorkingSet working;
    private boolean isLineRead;

    PostgresReading(Connection connection, PostgresBatches batches, Footprint footprint) {
        this.connection = connection;
        this.working = new WorkingSet(footprint.at());
        this.batches = batches;
    }

    @Override
    public Known peek(Footprint footprint) throws SQLException {
        Known named = new PostgresLoad(connection, new WorkingSet(footprint.at())).peek(footprint);
        return batches.isWaitedFor(new Needs(footprint, named).roomTypes()) ? peekAtLine(footprint, named) : named;
    }

    /** Finds what nights those have who may come to fit, so that these are locked the first time. */
    private Known peekAtLine(Footprint footprint, Known known) throws SQLException {
        Known.Builder all = new Known.Builder().add(known);
        all.waitedFor(true);
        PostgresLoad load = new PostgresLoad(connection, new WorkingSet(footprint.at()));
        load.line(new Needs(footprint, known), all::add);
        load.run();
        return all.build();
    }

    /**
     * The order of locks, in every transaction and each kind sorted: users who ask for a hold or join a line, room types of which nights are
     * opened, nights by room type and date. Keys are looked up after these, since before the lock a look-up is stale, and are claimed last.
     */
    @Override
    public Known read(Needs needs, WorkingSet into) throws SQLException {
        Footprint footprint = needs.footprint();
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        Known.Builder found = new Known.Builder();
        PostgresLoad load = new PostgresLoad(connection, into);
        load.lockHolders(footprint.at(), needs.holders());
        load.lockOpened(footprint.opened());
        load.lockNights(needs.nights());
        load.named(footprint, found);
        load.joiners(footprint);
        load.allotments(needs.allotments());
        isLineRead = needs.needsLine();
        if (isLineRead) {
            load.entriesOf(needs.entries(), found::add);
            load.line(needs, found::add);
        }
        load.keys(footprint.keys());
        Map<RoomTypeId, RememberedNights> peeked = batches.peekAtNights(footprint, load);
        PostgresLoad.Standing standing = standing(footprint, roomTypes, load);
        batches.remember(peeked);
        batches.noteWaitedFor(roomTypes, standing.waitedFor());
        found.waitedFor(!standing.waitedFor().isEmpty());
        if (standing.holdsLapsed()) {
            load.lapsedHolds(footprint.at(), roomTypes, found);
        }
        if (standing.releasesDue()) {
            load.dueReleases(footprint.at(), roomTypes, found);
        }
        if (footprint.properties().isEmpty()) {
            batches.loadCatalogue(standing.version(), roomTypes, load, into);
        } else {
            load.roomTypes(roomTypes, _ -> {});
            load.properties(footprint.properties(), roomTypes, _ -> {});
        }
        load.run();
        needs.known().allotments().forEach(found::add);
        loadWhatFollows(needs, found, standing.holdsLapsed(), load);
        return found.build();
    }

    /** Reads the entries whose offers the holds are that have lapsed, and the allotments of what was found. */
    private static void loadWhatFollows(Needs needs, Known.Builder found, boolean holdsLapsed, PostgresLoad load)
            throws SQLException {
        Known known = found.build();
        if (needs.needsLine() && holdsLapsed) {
            load.entriesOf(known.bookings().stream().map(Booking::id).toList(), found::add);
            load.run();
        }
        Set<AllotmentId> more = new TreeSet<>(new Needs(needs.footprint(), known).allotments());
        more.removeAll(needs.allotments());
        if (!more.isEmpty()) {
            load.allotments(more);
            load.run();
        }
    }

    /** Runs what was asked for, and gives how things stand with the room types. */
    private static PostgresLoad.Standing standing(Footprint footprint, Set<RoomTypeId> roomTypes, PostgresLoad load)
            throws SQLException {
        AtomicReference<PostgresLoad.@Nullable Standing> found = new AtomicReference<>();
        load.standing(footprint.at(), roomTypes, found::set);
        load.run();
        return Objects.requireNonNull(found.get());
    }

    @Override
    public WorkingSet working() {
        return working;
    }

    @Override
    public Known lookAgain(Footprint footprint, Known found) throws SQLException {
        connection.rollback();
        working = new WorkingSet(footprint.at());
        return found.isWaitedFor() && !isLineRead ? peekAtLine(footprint, found) : found;
    }
}
