package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;
import static dev.lastroom.store.postgres.sql.ColumnArray.ints;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;
import static dev.lastroom.store.postgres.sql.ColumnArray.uuids;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Loads and writes bookings, in the script of a transaction. Not thread-safe. */
final class PostgresBookings {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private static final String INSERT =
            "INSERT INTO booking (" + BOOKINGS.names() + ") SELECT * FROM unnest(" + BOOKINGS.marks() + ") AS added";

    /** Each column costs a function scan, and most added bookings have a quarter of the columns empty. */
    private static final String INSERT_FIRST = "INSERT INTO booking (" + BOOKINGS.firstNames()
            + ") SELECT * FROM unnest(" + BOOKINGS.firstMarks() + ") AS added";

    private static final String UPDATE =
            "UPDATE booking b SET " + BOOKINGS.settingsFromC() + " FROM unnest(" + BOOKINGS.changingMarks()
                    + ", ?, ?) AS c (" + BOOKINGS.changingNames() + ", id, version_before)"
                    + " WHERE b.id = c.id AND b.version = c.version_before";

    private final Script script;

    PostgresBookings(Script script) {
        this.script = script;
    }

    /** Loads bookings by their ids. */
    void load(WorkingSet working, Collection<BookingId> ids, Consumer<Booking> found) {
        if (!ids.isEmpty()) {
            script.query(
                    "SELECT * FROM booking WHERE id = ANY (?)",
                    row -> take(working, row, found),
                    uuids(ids, BookingId::value));
        }
    }

    /** Loads all bookings of groups. */
    void loadGroups(WorkingSet working, Collection<GroupId> ids, Consumer<Booking> found) {
        if (!ids.isEmpty()) {
            script.query(
                    "SELECT * FROM booking WHERE group_id = ANY (?)",
                    row -> take(working, row, found),
                    uuids(ids, GroupId::value));
        }
    }

    private static void take(WorkingSet working, ResultSet row, Consumer<Booking> found) throws SQLException {
        Booking booking = ROWS.booking(row);
        working.bookings().load(booking.id(), booking);
        found.accept(booking);
    }

    /** Loads the holds of these room types that have lapsed. */
    void loadLapsed(WorkingSet working, Instant at, Collection<RoomTypeId> roomTypes, Consumer<Booking> found) {
        script.query(
                """
                SELECT * FROM booking
                WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at <= ? AND room_type_id = ANY (?)
                """,
                row -> {
                    Booking hold = ROWS.booking(row);
                    working.loadLapsed(hold);
                    found.accept(hold);
                },
                at,
                texts(roomTypes, RoomTypeId::value));
    }

    /** Lets only one transaction at a time count and add to a user's holds. */
    void lockHolders(Collection<Holder> holders) {
        // No id contains a slash, so no two holders share a name.
        NameLock.HOLDER.take(
                script,
                holders.stream()
                        .map(holder -> holder.owner() + "/" + holder.userId())
                        .toList());
    }

    /**
     * Loads the live holds of users, after their lock and after that of the nights. A transaction that ends a hold
     * locks its nights, but not its user. Read before the nights are locked, the hold would still count although the
     * rest of the batch already sees that it has ended.
     */
    void loadLiveHolds(WorkingSet working, Instant at, Collection<Holder> holders) {
        if (holders.isEmpty()) {
            return;
        }
        holders.forEach(holder -> working.loadLiveHolds(holder, List.of()));
        script.query(
                """
                SELECT b.*
                FROM unnest(?, ?) AS wanted (owner, user_id),
                LATERAL (
                  SELECT id, owner, user_id FROM booking
                  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL AND expires_at > ?
                    AND owner = wanted.owner AND user_id = wanted.user_id
                  OFFSET 0) b
                """,
                row -> working.loadLiveHolds(
                        new Holder(row.getString("owner"), new UserId(row.getString("user_id"))),
                        List.of(new BookingId(row.getObject("id", UUID.class)))),
                texts(holders, Holder::owner),
                texts(holders, Holder::userId),
                at);
    }

    /** Writes added and changed bookings. */
    void write(WorkingSet working) {
        add(working);
        change(working);
    }

    /** Inserts added bookings. Most are new in every way, but an offer may be answered in the batch that makes it. */
    void add(WorkingSet working) {
        List<Booking> added = working.bookings().added();
        if (added.isEmpty()) {
            return;
        }
        if (added.stream().allMatch(BOOKINGS::isAtFirst)) {
            script.update(
                    INSERT_FIRST, ColumnArray.arrays(BOOKINGS.first(), added).toArray());
        } else {
            script.update(INSERT, ColumnArray.arrays(BOOKINGS.columns(), added).toArray());
        }
    }

    /**
     * Updates changed bookings. If their nights were locked first, they are still as read; otherwise the version proves
     * it.
     */
    void change(WorkingSet working) {
        List<Changed<Booking>> changes = working.bookings().changed();
        if (!changes.isEmpty()) {
            List<Booking> changed = Changed.now(changes);
            List<Object> columns = new ArrayList<>(ColumnArray.arrays(BOOKINGS.changing(), changed));
            columns.add(ColumnArray.of(BOOKINGS.key(), changed));
            columns.add(ints(changes, c -> c.before().version()));
            script.updateExactly(changed.size(), UPDATE, columns.toArray());
        }
    }
}
