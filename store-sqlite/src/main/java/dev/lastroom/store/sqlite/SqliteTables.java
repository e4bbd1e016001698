package dev.lastroom.store.sqlite;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.jdbc.JdbcReads;
import dev.lastroom.store.jdbc.NightRun;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.stored.Column;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads the rows that a batch needs and writes what it changed, in the transaction of a {@link SqliteWriter}. */
final class SqliteTables {

    private static final String INSERT_BOOKING =
            "INSERT INTO booking (" + BOOKINGS.names() + ") VALUES (" + BOOKINGS.marks() + ")";

    private static final String UPDATE_BOOKING = "UPDATE booking SET " + BOOKINGS.settings() + " WHERE id = ?";

    private static final long NOTHING_KNOWN = -1;

    private final SqliteWriter writer;
    private final SqliteColumns columns = new SqliteColumns();
    private final Rows rows = new Rows(columns);
    private final SqliteAllotments allotments = new SqliteAllotments(this);
    private final SqliteWaitlist waitlist = new SqliteWaitlist(this);
    private Catalogue catalogue = new Catalogue(NOTHING_KNOWN);

    SqliteTables(SqliteWriter writer) {
        this.writer = writer;
    }

    SqliteAllotments allotments() {
        return allotments;
    }

    SqliteWaitlist waitlist() {
        return waitlist;
    }

    List<Booking> loadLapsed(WorkingSet working, Instant at, Set<RoomTypeId> roomTypes) throws SQLException {
        List<Booking> lapsed = all(
                "SELECT * FROM booking INDEXED BY booking_hold WHERE status = 'PROVISIONAL' AND expires_at <= ?",
                rows::booking,
                at);
        List<Booking> wanted = lapsed.stream()
                .filter(booking -> roomTypes.contains(booking.roomTypeId()))
                .toList();
        wanted.forEach(working::loadLapsed);
        return wanted;
    }

    void loadLiveHolds(WorkingSet working, Instant at, Holder holder) throws SQLException {
        List<BookingId> holds = all(
                """
                SELECT id FROM booking INDEXED BY booking_hold_by_user
                WHERE owner = ? AND user_id = ? AND status = 'PROVISIONAL' AND expires_at > ?
                """,
                row -> new BookingId(Objects.requireNonNull(columns.uuid(row, "id"))),
                holder.owner(),
                holder.userId(),
                at);
        working.loadLiveHolds(holder, holds);
    }

    List<Booking> loadBooking(WorkingSet working, BookingId id) throws SQLException {
        List<Booking> booking = all("SELECT * FROM booking WHERE id = ?", rows::booking, id.value());
        booking.forEach(found -> working.bookings().load(id, found));
        return booking;
    }

    List<Booking> loadGroup(WorkingSet working, GroupId id) throws SQLException {
        List<Booking> bookings = all("SELECT * FROM booking WHERE group_id = ?", rows::booking, id.value());
        bookings.forEach(booking -> working.bookings().load(booking.id(), booking));
        return bookings;
    }

    /** Reads nights that follow one another with one query. */
    void loadNights(WorkingSet working, Collection<NightKey> nights) throws SQLException {
        for (NightRun<NightKey> run : NightRun.of(nights, Function.identity(), (_, _) -> true)) {
            List<Night> found = all(
                    "SELECT * FROM night WHERE room_type_id = ? AND stay_date BETWEEN ? AND ?",
                    rows::night,
                    run.first().roomTypeId(),
                    run.first().date(),
                    run.last());
            found.forEach(night -> working.nights().load(night.key(), night));
        }
    }

    void loadKey(WorkingSet working, ScopedKey key) throws SQLException {
        KeyRecord record = one("SELECT * FROM idempotency_key WHERE key_hash = ?", rows::key, key);
        if (record != null) {
            working.keys().load(key, record);
            if (record.bookingId() != null) {
                if (!working.bookings().isLoaded(record.bookingId())) {
                    loadBooking(working, record.bookingId());
                }
                Booking booking = working.bookings().loaded(record.bookingId());
                waitlist.load(working, record.bookingId(), new Known.Builder());
                // A key stands for one booking, or by one for all of its group.
                if (booking != null && booking.groupId() != null) {
                    loadGroup(working, booking.groupId());
                }
                if (booking == null) {
                    allotments.load(working, AllotmentId.of(record.bookingId()));
                }
            }
        }
    }

    /** Reads of the catalogue only what is not known since somebody last wrote to it. */
    void loadCatalogue(WorkingSet working, Set<PropertyId> properties, Set<RoomTypeId> roomTypes) throws SQLException {
        long version = dataVersion();
        if (catalogue.version() != version) {
            catalogue = new Catalogue(version);
        }
        for (PropertyId id : properties) {
            loadProperty(working, id);
        }
        for (RoomTypeId id : catalogue.load(roomTypes, working)) {
            RoomType roomType = one("SELECT * FROM room_type WHERE id = ?", rows::roomType, id);
            if (roomType != null) {
                working.roomTypes().load(id, roomType);
                loadProperty(working, roomType.propertyId());
                catalogue.add(roomType);
            }
        }
    }

    private void loadProperty(WorkingSet working, PropertyId id) throws SQLException {
        if (working.properties().isLoaded(id)) {
            return;
        }
        Property property = one("SELECT * FROM property WHERE id = ?", rows::property, id);
        if (property != null) {
            working.properties().load(id, property);
            catalogue.add(property);
        }
    }

    /** A number that differs once another connection, of this process or of another, has written to the file. */
    private long dataVersion() throws SQLException {
        return Objects.requireNonNull(one("PRAGMA data_version", row -> row.getLong(1)));
    }

    void write(WorkingSet working) throws SQLException {
        writeCatalogue(working);
        writeNights(working);
        writeBookings(working);
        waitlist.write(working);
        allotments.write(working);
        writeKeys(working);
        writeEvents(working);
    }

    private void writeCatalogue(WorkingSet working) throws SQLException {
        if (working.changesCatalogue()) {
            catalogue = new Catalogue(NOTHING_KNOWN);
        }
        writeAll(
                "INSERT INTO property (id, name, time_zone, currency, business_day_ends) VALUES (?, ?, ?, ?, ?)",
                working.properties().added(),
                p -> row(p.id(), p.name(), p.timeZone(), p.currency(), p.businessDayEnds().toString()));
        writeAll(
                "UPDATE property SET name = ?, time_zone = ?, currency = ?, business_day_ends = ? WHERE id = ?",
                Changed.now(working.properties().changed()),
                p -> row(p.name(), p.timeZone(), p.currency(), p.businessDayEnds().toString(), p.id()));
        writeAll("""
                INSERT INTO room_type (name, description, total_rooms, price_per_night_minor, deposit_policy,
                  cancellation_policy, images, amenities, max_occupancy, id, property_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, working.roomTypes().added(), SqliteTables::roomTypeRow);
        writeAll("""
                UPDATE room_type SET name = ?, description = ?, total_rooms = ?, price_per_night_minor = ?,
                  deposit_policy = ?, cancellation_policy = ?, images = ?, amenities = ?,
                  max_occupancy = ?
                WHERE id = ? AND property_id = ?
                """, Changed.now(working.roomTypes().changed()), SqliteTables::roomTypeRow);
    }

    private static @Nullable Object[] roomTypeRow(RoomType r) {
        return row(
                r.name(),
                r.description(),
                r.totalRooms(),
                r.pricePerNight(),
                r.terms().deposit(),
                r.terms().cancellation(),
                r.presentation().imageLines(),
                r.presentation().amenityLines(),
                r.maxOccupancy(),
                r.id(),
                r.propertyId());
    }

    private void writeNights(WorkingSet working) throws SQLException {
        writeAll("""
                INSERT INTO night (total, booked, price_minor, overbooking, rules, room_type_id, stay_date)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, working.nights().added(), SqliteTables::nightRow);
        writeAll("""
                UPDATE night SET total = ?, booked = ?, price_minor = ?, overbooking = ?, rules = ?
                WHERE room_type_id = ? AND stay_date = ?
                """, Changed.now(working.nights().changed()), SqliteTables::nightRow);
    }

    private static @Nullable Object[] nightRow(Night n) {
        return row(
                n.total(), n.booked(), n.price(), n.rules().overbooking(), Rows.rulesText(n), n.roomTypeId(), n.date());
    }

    private void writeBookings(WorkingSet working) throws SQLException {
        writeAll(INSERT_BOOKING, working.bookings().added(), b -> row(BOOKINGS.columns(), b));
        writeAll(UPDATE_BOOKING, Changed.now(working.bookings().changed()), b -> row(BOOKINGS.changing(), b, b.id()));
    }

    private void writeKeys(WorkingSet working) throws SQLException {
        writeAll("""
                INSERT INTO idempotency_key (fingerprint, booking_id, refusal, created_at, request_id, client_address,
                  user_agent, key_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, working.keys().added(), SqliteTables::keyRow);
        writeAll("""
                UPDATE idempotency_key SET fingerprint = ?, booking_id = ?, refusal = ?, created_at = ?, request_id = ?,
                  client_address = ?, user_agent = ?
                WHERE key_hash = ?
                """, Changed.now(working.keys().changed()), SqliteTables::keyRow);
    }

    private static @Nullable Object[] keyRow(KeyRecord k) {
        return row(
                k.fingerprint(),
                k.bookingId(),
                k.refusal() == null ? null : StoredRefusal.write(k.refusal()),
                k.createdAt(),
                k.requestId(),
                k.clientAddress(),
                k.userAgent(),
                k.key());
    }

    private void writeEvents(WorkingSet working) throws SQLException {
        writeAll("""
                INSERT INTO event (name, booking_id, owner, at, actor, request_id, before, after)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, working.events(), SqliteTables::eventRow);
    }

    private static @Nullable Object[] eventRow(Event e) {
        StoredEvent stored = StoredEvent.of(e);
        return row(
                stored.name(),
                stored.bookingId(),
                stored.owner(),
                e.at(),
                e.actor(),
                e.requestId(),
                stored.before(),
                stored.after());
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /** What these columns keep of a row, and then more. */
    static <T> @Nullable Object[] row(List<Column<T, ?>> columns, T of, @Nullable Object... more) {
        return Stream.concat(columns.stream().map(column -> column.of(of)), Arrays.stream(more))
                .toArray();
    }

    <T> void writeAll(String sql, List<T> values, Function<T, @Nullable Object[]> toRow) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        PreparedStatement statement = writer.prepare(sql);
        for (T value : values) {
            columns.bindAll(statement, toRow.apply(value));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    <T> List<T> all(String sql, Sql.Function<ResultSet, T> mapper, Object... parameters) throws SQLException {
        PreparedStatement statement = writer.prepare(sql);
        columns.bindAll(statement, parameters);
        return JdbcReads.list(statement, mapper);
    }

    private <T> @Nullable T one(String sql, Sql.Function<ResultSet, T> mapper, Object... parameters)
            throws SQLException {
        List<T> found = all(sql, mapper, parameters);
        return found.isEmpty() ? null : found.getFirst();
    }
}
