package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;
import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Loads and writes bookings, in the transaction of a writer. */
final class SqliteBookings {

    private static final SqliteColumns COLUMNS = new SqliteColumns();
    private static final Rows ROWS = new Rows(COLUMNS);

    private static final String INSERT =
            "INSERT INTO booking (" + BOOKINGS.names() + ") VALUES (" + BOOKINGS.marks() + ")";

    private static final String UPDATE = "UPDATE booking SET " + BOOKINGS.settings() + " WHERE id = ?";

    private final SqliteStatements statements;

    SqliteBookings(SqliteStatements statements) {
        this.statements = statements;
    }

    /** Loads bookings by their ids. */
    void load(WorkingSet working, Collection<BookingId> ids, Consumer<Booking> found) throws SQLException {
        for (BookingId id : ids) {
            take(working, statements.all("SELECT * FROM booking WHERE id = ?", ROWS::booking, id), found);
        }
    }

    /** Loads all bookings of groups. */
    void loadGroups(WorkingSet working, Collection<GroupId> ids, Consumer<Booking> found) throws SQLException {
        for (GroupId id : ids) {
            take(working, statements.all("SELECT * FROM booking WHERE group_id = ?", ROWS::booking, id), found);
        }
    }

    private static void take(WorkingSet working, List<Booking> bookings, Consumer<Booking> found) {
        for (Booking booking : bookings) {
            working.bookings().load(booking.id(), booking);
            found.accept(booking);
        }
    }

    /** Loads the holds of these room types that have lapsed. */
    void loadLapsed(WorkingSet working, Instant at, Set<RoomTypeId> roomTypes, Consumer<Booking> found)
            throws SQLException {
        List<Booking> lapsed = statements.all(
                "SELECT * FROM booking INDEXED BY booking_hold WHERE status = 'PROVISIONAL' AND expires_at <= ?",
                ROWS::booking,
                at);
        for (Booking hold : lapsed) {
            if (roomTypes.contains(hold.roomTypeId())) {
                working.loadLapsed(hold);
                found.accept(hold);
            }
        }
    }

    /** Loads the live holds of users. */
    void loadLiveHolds(WorkingSet working, Instant at, Collection<Holder> holders) throws SQLException {
        for (Holder holder : holders) {
            List<BookingId> holds = statements.all(
                    """
                    SELECT id FROM booking INDEXED BY booking_hold_by_user
                    WHERE owner = ? AND user_id = ? AND status = 'PROVISIONAL' AND expires_at > ?
                    """,
                    row -> new BookingId(Objects.requireNonNull(COLUMNS.uuid(row, "id"))),
                    holder.owner(),
                    holder.userId(),
                    at);
            working.loadLiveHolds(holder, holds);
        }
    }

    /** Writes added and changed bookings. */
    void write(WorkingSet working) throws SQLException {
        statements.writeAll(INSERT, working.bookings().added(), b -> row(BOOKINGS.columns(), b));
        statements.writeAll(
                UPDATE, Changed.now(working.bookings().changed()), b -> row(BOOKINGS.changing(), b, b.id()));
    }
}
