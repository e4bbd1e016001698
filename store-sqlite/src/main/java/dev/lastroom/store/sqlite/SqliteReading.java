package dev.lastroom.store.sqlite;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.Reading;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one batch. The transaction holds the file's write lock from its beginning, so what was read stays true and
 * only what is missing is read. Not thread-safe.
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
        Known.Builder found = new Known.Builder();
        tables.bookings().load(working, footprint.bookings(), found::add);
        tables.bookings().loadGroups(working, footprint.groups(), found::add);
        tables.allotments().load(working, footprint.wholeAllotments(), found::add);
        tables.waitlist().load(working, footprint.entries(), found::add);
        found.waitedFor(tables.waitlist().isAnybodyThere());
        return found.build();
    }

    @Override
    public Known read(Needs needs, WorkingSet into) throws SQLException {
        Footprint footprint = needs.footprint();
        Known.Builder found = new Known.Builder().add(needs.known());
        Set<RoomTypeId> roomTypes = missing(needs.roomTypes(), done == null ? Set.of() : done.roomTypes());
        tables.bookings().loadLapsed(into, footprint.at(), roomTypes, found::add);
        tables.allotments().loadDue(into, footprint.at(), roomTypes, found::addDue);
        if (needs.needsLine()) {
            tables.waitlist().loadLine(into, needs, found::add);
        }
        tables.nights().load(into, missing(needs.nights(), done == null ? Set.of() : done.nights()));
        Set<Holder> holders = missing(needs.holders(), done == null ? Set.of() : done.holders());
        tables.bookings().loadLiveHolds(into, footprint.at(), holders);
        if (done == null) {
            tables.waitlist().loadJoiners(into, footprint.joiners());
            tables.keys().load(into, footprint.keys());
        }
        tables.catalogue().load(into, footprint.properties(), roomTypes);
        loadWhatFollows(needs, into, found);
        done = needs;
        return found.build();
    }

    /** Loads the allotments of what was found, and the entries whose offers these bookings are. */
    private void loadWhatFollows(Needs needs, WorkingSet into, Known.Builder found) throws SQLException {
        Known known = found.build();
        List<AllotmentId> more = new Needs(needs.footprint(), known)
                .allotments().stream()
                        .filter(id -> !into.allotments().isLoaded(id))
                        .toList();
        tables.allotments().load(into, more, _ -> {});
        if (needs.needsLine()) {
            tables.waitlist()
                    .load(
                            into,
                            known.bookings().stream()
                                    .map(offer -> EntryId.of(offer.id()))
                                    .toList(),
                            found::add);
        }
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
