package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.DateRange;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The part of {@link JdbcReads} for bookings. Thread-safe. */
final class JdbcBookings {

    private static final String TEN_IDS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    /** One text for any number of ids, up to the most, so that databases prepare it once. */
    private static final String EXISTING = "SELECT id FROM booking WHERE id IN ("
            + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ", "
            + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ", " + TEN_IDS + ")";

    private final Queries queries;
    private final Rows rows;
    private final JdbcList<Booking> newestFirst;
    private final JdbcList<Booking> byDeparture;

    JdbcBookings(Queries queries, Rows rows) {
        this.queries = queries;
        this.rows = rows;
        this.newestFirst = JdbcList.byId(
                queries,
                queries.columns(),
                "FROM booking",
                true,
                rows::booking,
                b -> new Place(List.of(), b.id().value()));
        this.byDeparture = newestFirst.inOrderOf(
                List.of("end_date", "start_date"),
                b -> new Place(List.of(b.stay().end(), b.stay().start()), b.id().value()));
    }

    Optional<Booking> booking(BookingId id) {
        return queries.query("SELECT * FROM booking WHERE id = ?", rows::booking, id.value()).stream()
                .findFirst();
    }

    Set<BookingId> existing(Collection<BookingId> ids) {
        if (ids.size() > Reads.IDS_MAX) {
            throw new IllegalArgumentException("must be at most " + Reads.IDS_MAX + " ids");
        }
        // An id that is null equals none.
        return Set.copyOf(queries.query(
                EXISTING,
                row -> new BookingId(Objects.requireNonNull(queries.columns().uuid(row, "id"))),
                Arrays.copyOf(ids.stream().map(BookingId::value).toArray(), Reads.IDS_MAX)));
    }

    Optional<KeyRecord> keyOf(Booking booking) {
        UUID hash = ScopedKey.of(booking.owner(), booking.origin().key()).hash();
        return queries.query("SELECT * FROM idempotency_key WHERE key_hash = ?", rows::key, hash).stream()
                .filter(key -> key.outcome().hasMade(booking))
                .findFirst();
    }

    List<Booking> group(GroupId id) {
        return queries.query("SELECT * FROM booking WHERE group_id = ? ORDER BY id", rows::booking, id.value());
    }

    Page<Booking> bookings(BookingFilter filter, PageRequest page) {
        return filter.isByDeparture() ? byDeparture(filter, page) : newestFirst(filter, page);
    }

    private Page<Booking> newestFirst(BookingFilter filter, PageRequest page) {
        Where where = newestFirst.where(page);
        // A user has few bookings; an owner may have all of them.
        if (filter.userId() != null) {
            where.by("user_id", filter.userId().value());
        }
        if (filter.owner() != null) {
            where.by("owner", filter.owner());
        }
        if (filter.from() != null) {
            where.and("end_date > ?", filter.from());
        }
        if (filter.to() != null) {
            where.and("start_date < ?", filter.to());
        }
        return newestFirst.page(filtered(where, filter), page);
    }

    /** The index has every column of the first conditions, so rows that do not match are not read. */
    private Page<Booking> byDeparture(BookingFilter filter, PageRequest page) {
        Where where = byDeparture.where(page);
        if (filter.from() != null) {
            where.inRange("end_date > ?", filter.from());
        }
        if (filter.to() != null) {
            where.inRange("start_date < ?", filter.to());
            if (filter.to().isBefore(DateRange.DATE_MAX.minusDays(Stay.STAY_NIGHTS_MAX))) {
                // Ends the search where no stay is long enough.
                where.inRange("end_date < ?", filter.to().plusDays(Stay.STAY_NIGHTS_MAX));
            }
        }
        if (filter.owner() != null) {
            // With the cast, which PostgreSQL drops, SQLite does not read by owner and then sort.
            where.inRange("CAST(owner AS text) >= ?", filter.owner());
            where.inRange("CAST(owner AS text) <= ?", filter.owner());
        }
        return byDeparture.page(filtered(where, filter), page);
    }

    private static Where filtered(Where where, BookingFilter filter) {
        if (filter.roomTypeId() != null) {
            where.and("room_type_id = ?", filter.roomTypeId().value());
        }
        if (filter.status() != null) {
            where.and("status = ?", filter.status().name());
        }
        return where;
    }
}
