package dev.lastroom.store.sqlite;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.Reading;
import dev.lastroom.engine.store.WorkingSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one batch. The transaction has the write lock of the file from its beginning: what was read stays true, and only
 * what is missing is read. Not thread-safe.
 */
final class SqliteReading implements Reading<SQLException> {

    private final SqliteTables tables;
    private final WorkingSet working;
    private @Nullable Needs done;

    SqliteReading(SqliteTables tables, Footprint footprint) {
        this.tables = tables;
        this.working = new WorkingSet(footprint.at());
    }

    @Override
    public Known peek(Footprint footprint) throws SQLException {
        Known.Builder known = new Known.Builder();
        for (BookingId id : footprint.bookings()) {
            tables.loadBooking(working, id).forEach(known::add);
        }
        for (GroupId id : footprint.groups()) {
            tables.loadGroup(working, id).forEach(known::add);
        }
        for (AllotmentId id : footprint.wholeAllotments()) {
            tables.allotments().load(working, id).forEach(known::add);
        }
        for (BookingId id : footprint.entries()) {
            tables.waitlist().load(working, id, known);
        }
        known.waitedFor(tables.waitlist().isAnybodyThere());
        return known.build();
    }

    @Override
    public Known read(Needs needs, WorkingSet into) throws SQLException {
        Footprint footprint = needs.footprint();
        Known.Builder known = new Known.Builder().add(needs.known());
        Set<RoomTypeId> roomTypes = missing(needs.roomTypes(), done == null ? Set.of() : done.roomTypes());
        tables.loadLapsed(working, footprint.at(), roomTypes).forEach(known::add);
        tables.allotments().loadDue(working, footprint.at(), roomTypes).forEach(known::addDue);
        if (needs.needsLine()) {
            tables.waitlist().loadLine(working, needs, known);
        }
        Set<NightKey> nights = missing(needs.nights(), done == null ? Set.of() : done.nights());
        tables.loadNights(working, nights);
        for (Holder holder : missing(needs.holders(), done == null ? Set.of() : done.holders())) {
            tables.loadLiveHolds(working, footprint.at(), holder);
        }
        if (done == null) {
            tables.waitlist().loadJoiners(working, footprint.joiners());
            for (ScopedKey key : footprint.keys()) {
                tables.loadKey(working, key);
            }
        }
        tables.loadCatalogue(working, footprint.properties(), roomTypes);
        Known found = known.build();
        for (AllotmentId id : new Needs(footprint, found).allotments()) {
            if (!working.allotments().isLoaded(id)) {
                tables.allotments().load(working, id);
            }
        }
        if (needs.needsLine()) {
            for (Booking offer : found.bookings()) {
                tables.waitlist().load(working, offer.id(), known);
            }
        }
        done = needs;
        return known.build();
    }

    private static <T> Set<T> missing(Set<T> needed, Set<T> done) {
        if (done.isEmpty()) {
            return needed;
        }
        Set<T> missing = new TreeSet<>(needed);
        missing.removeAll(done);
        return missing;
    }

    @Override
    public WorkingSet working() {
        return working;
    }

    @Override
    public Known lookAgain(Footprint footprint, Known found) {
        return found;
    }
}
