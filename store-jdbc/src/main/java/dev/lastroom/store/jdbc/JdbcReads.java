package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.PropertyState;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a JDBC store, in SQL that every store understands. Each is one statement, and so one snapshot, or several
 * in a transaction that sees one. Thread-safe.
 */
public final class JdbcReads implements Reads {

    /**
     * The rooms of a night {@code n} that are free at the time of its three parameters but not yet recorded as free:
     * those of lapsed holds, unless they return to an allotment, and those of allotments whose release is due.
     */
    private static final String ROOMS_DUE = """
            ((SELECT coalesce(sum(lapsed.rooms), 0) FROM booking lapsed
              WHERE lapsed.status = 'PROVISIONAL' AND lapsed.expires_at <= ?
                AND lapsed.room_type_id = n.room_type_id
                AND n.stay_date >= lapsed.start_date AND n.stay_date < lapsed.end_date
                AND NOT EXISTS (
                  SELECT 1 FROM allotment_night kept
                  WHERE kept.allotment_id = lapsed.allotment_id AND kept.stay_date = n.stay_date
                    AND NOT kept.released AND (kept.release_at IS NULL OR kept.release_at > ?)))
             + (SELECT coalesce(sum(due.rooms - due.picked_up), 0) FROM allotment_night due
                WHERE NOT due.released AND due.release_at <= ?
                  AND due.room_type_id = n.room_type_id AND due.stay_date = n.stay_date))
            """;

    private final Queries queries;
    private final Rows rows;
    private final JdbcBookings bookings;
    private final WaitlistReads waitlist;
    private final JdbcAllotments allotments;
    private final EventSql eventSql;
    private final EventRows eventRows;
    private final JdbcRecount recount;
    private final JdbcPropertyState states;

    /**
     * Makes the reads.
     *
     * @param connections read-only connections in auto-commit mode
     * @param eventSql the queries that read events
     */
    public JdbcReads(
            DataSource connections,
            ColumnForms columns,
            SqlFailures failures,
            EventSql eventSql,
            ReadTransactions transactions) {
        this(
                new Queries(connections, transactions, columns, failures),
                eventSql,
                new JdbcRecount(connections, columns, failures, transactions::beginRecount));
    }

    private JdbcReads(Queries queries, EventSql eventSql, JdbcRecount recount) {
        ColumnForms columns = queries.columns();
        this.queries = queries;
        this.rows = new Rows(columns);
        this.bookings = new JdbcBookings(queries, rows);
        this.waitlist = new JdbcWaitlist(queries, columns, rows);
        this.allotments = new JdbcAllotments(queries, columns);
        this.eventSql = eventSql;
        this.eventRows = new EventRows(columns);
        this.recount = recount;
        this.states = new JdbcPropertyState(queries, eventSql);
    }

    /** The queries that these reads run. */
    Queries queries() {
        return queries;
    }

    @Override
    public <T> T inOneState(Function<Reads, T> reading) {
        return queries.inSnapshot(snapshot -> reading.apply(new JdbcReads(snapshot, eventSql, recount)));
    }

    @Override
    public Optional<Property> property(PropertyId id) {
        return first(queries.query("SELECT * FROM property WHERE id = ?", rows::property, id.value()));
    }

    @Override
    public Page<Property> properties(@Nullable String tag, PageRequest page) {
        Where where = new Where(false, page.after() == null ? null : new PropertyId(page.after()).value());
        if (tag != null) {
            where.and("tags LIKE ?", "% " + PropertyTags.check(tag) + " %");
        }
        List<Property> oneMore = queries.query(
                "SELECT * FROM property" + where.all() + where.order() + " LIMIT ?",
                rows::property,
                where.parametersOfAll(page.limit() + 1));
        return Page.of(oneMore, page.limit(), p -> p.id().value());
    }

    @Override
    public Optional<RoomType> roomType(RoomTypeId id) {
        return first(queries.query("SELECT * FROM room_type WHERE id = ?", rows::roomType, id.value()));
    }

    @Override
    public Page<RoomType> roomTypes(@Nullable PropertyId propertyId, PageRequest page) {
        Where where = new Where(false, page.after() == null ? null : new RoomTypeId(page.after()).value());
        if (propertyId != null) {
            where.by("property_id", propertyId.value());
        }
        List<RoomType> oneMore = queries.query(
                "SELECT * FROM room_type" + where.served() + where.order() + " LIMIT ?",
                rows::roomType,
                where.parameters(page.limit() + 1));
        return Page.of(oneMore, page.limit(), r -> r.id().value());
    }

    @Override
    public int roomTypes(PropertyId propertyId, int countMax) {
        return queries.query(
                        "SELECT count(*) AS n FROM (SELECT 1 FROM room_type WHERE property_id = ? LIMIT ?) AS found",
                        row -> row.getInt("n"),
                        propertyId.value(),
                        countMax)
                .getFirst();
    }

    @Override
    public List<Night> nights(RoomTypeId roomTypeId, LocalDate from, LocalDate to) {
        return queries.query("""
                SELECT * FROM night
                WHERE room_type_id = ? AND stay_date >= ? AND stay_date < ?
                ORDER BY stay_date
                """, rows::night, roomTypeId.value(), from, to);
    }

    @Override
    public List<Availability> availability(PropertyId propertyId, Stay stay, int rooms, Instant now) {
        return queries.query(
                """
                SELECT t.*, p.currency,
                       count(n.stay_date) AS open_nights,
                       min(n.total + n.overbooking - n.booked +""" + ROOMS_DUE + """
                       ) AS available,
                       sum(n.price_minor) AS price_minor,
                       count(n.rules) AS nights_with_rules
                FROM property p
                JOIN room_type t ON t.property_id = p.id
                LEFT JOIN night n ON n.room_type_id = t.id AND n.stay_date >= ? AND n.stay_date < ?
                WHERE p.id = ?
                GROUP BY t.id, p.currency
                ORDER BY t.id
                """,
                row -> availability(row, stay, rooms),
                now,
                now,
                now,
                stay.start(),
                stay.end(),
                propertyId.value());
    }

    private Availability availability(ResultSet row, Stay stay, int rooms) throws SQLException {
        RoomType roomType = rows.roomType(row);
        boolean hasRules = row.getInt("nights_with_rules") > 0;
        if (row.getInt("open_nights") < stay.nights()) {
            return new Availability(roomType, 0, null, hasRules);
        }
        Money price = new Money(row.getLong("price_minor"), Currency.getInstance(row.getString("currency")));
        return new Availability(roomType, row.getInt("available"), price.times(rooms), hasRules);
    }

    @Override
    public List<Night> nightsOffered(PropertyId propertyId, LocalDate from, LocalDate to, Instant now) {
        return queries.query("""
                SELECT n.room_type_id, n.stay_date, n.total, n.price_minor, n.overbooking, n.rules,
                       n.booked -""" + ROOMS_DUE + """
                       AS booked
                FROM room_type t
                JOIN night n ON n.room_type_id = t.id AND n.stay_date >= ? AND n.stay_date < ?
                WHERE t.property_id = ?
                ORDER BY n.room_type_id, n.stay_date
                """, rows::night, now, now, now, from, to, propertyId.value());
    }

    @Override
    public Optional<PropertyState> state(PropertyId propertyId, LocalDate from, LocalDate to) {
        return states.read(propertyId, from, to);
    }

    @Override
    public Optional<Booking> booking(BookingId id) {
        return bookings.booking(id);
    }

    @Override
    public Set<BookingId> existing(Collection<BookingId> ids) {
        return bookings.existing(ids);
    }

    @Override
    public Optional<KeyRecord> keyOf(Booking booking) {
        return bookings.keyOf(booking);
    }

    @Override
    public List<Booking> group(GroupId id) {
        return bookings.group(id);
    }

    @Override
    public Page<Booking> bookings(BookingFilter filter, PageRequest page) {
        return bookings.bookings(filter, page);
    }

    @Override
    public WaitlistReads waitlist() {
        return waitlist;
    }

    @Override
    public Optional<AllotmentNights> allotment(AllotmentId id) {
        return allotments.allotment(id);
    }

    @Override
    public Page<AllotmentNights> allotments(AllotmentFilter filter, PageRequest page) {
        return allotments.allotments(filter, page);
    }

    @Override
    public List<RoomTypeId> roomTypesWithDueReleases(Instant now, int limit) {
        return allotments.roomTypesWithDueReleases(now, limit);
    }

    @Override
    public List<RoomTypeId> roomTypesWithLapsedHolds(Instant now, int limit) {
        return queries.query("""
                SELECT room_type_id FROM booking WHERE status = 'PROVISIONAL' AND expires_at <= ?
                UNION
                SELECT room_type_id FROM waitlist WHERE status = 'WAITING' AND ends_at <= ?
                LIMIT ?
                """, row -> new RoomTypeId(row.getString("room_type_id")), now, now, limit);
    }

    @Override
    public EventPage events(EventId after, @Nullable String owner, int limit) {
        int lookAt = owner == null ? limit : Math.max(limit, EventPage.LOOK_AT);
        List<EventRows.EventRow> oneMore = queries.query(
                eventSql.page(),
                eventRows::row,
                after.batch(),
                after.batch(),
                after.place(),
                eventHorizon(),
                lookAt + 1);
        return EventRows.page(oneMore, after, owner, limit, lookAt);
    }

    /** Counts the events after one, up to {@code limit}. */
    int countEvents(EventId after, int limit) {
        return queries.query(
                        "SELECT count(*) AS events FROM (" + eventSql.page() + ") AS page",
                        row -> row.getInt("events"),
                        after.batch(),
                        after.batch(),
                        after.place(),
                        eventHorizon(),
                        limit)
                .getFirst();
    }

    @Override
    public EventId lastEvent() {
        return first(queries.query(eventSql.last(), eventRows::id, eventHorizon()))
                .orElse(EventId.START);
    }

    @Override
    public EventId lastCommittedEvent() {
        return first(queries.query(eventSql.last(), eventRows::id, Long.MAX_VALUE))
                .orElse(EventId.START);
    }

    private long eventHorizon() {
        return queries.query(eventSql.horizon(), row -> row.getLong("batch")).getFirst();
    }

    @Override
    public IntegrityReport integrity() {
        return recount.fromBookings();
    }

    @Override
    public EventRecount.Report integrityFromEvents() {
        return recount.fromEvents(eventSql);
    }

    @Override
    public void ping() {
        queries.query("SELECT 1 AS one", row -> row.getInt("one"));
    }

    private static <T> Optional<T> first(List<T> list) {
        return list.stream().findFirst();
    }
}
