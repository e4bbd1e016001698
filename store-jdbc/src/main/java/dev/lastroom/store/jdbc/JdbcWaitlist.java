package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.WaitlistReads;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of {@code waitlist}. Thread-safe. */
final class JdbcWaitlist implements WaitlistReads {

    /** Runs a query and maps all its rows. */
    interface Queries {

        <T> List<T> query(String sql, Sql.Function<ResultSet, T> mapper, Object... parameters);
    }

    private final Queries queries;
    private final Rows rows;

    JdbcWaitlist(Queries queries, Rows rows) {
        this.queries = queries;
        this.rows = rows;
    }

    @Override
    public Optional<WaitlistEntry> entry(BookingId id) {
        return queries.query("SELECT * FROM waitlist WHERE id = ?", rows::entry, id.value()).stream()
                .findFirst();
    }

    @Override
    public Page<WaitlistEntry> entries(Filter filter, Page.Request page) {
        Where where = new Where();
        if (filter.owner() != null) {
            where.and("owner = ?", filter.owner());
        }
        if (filter.userId() != null) {
            where.and("user_id = ?", filter.userId().value());
        }
        if (filter.roomTypeId() != null) {
            where.and("room_type_id = ?", filter.roomTypeId().value());
        }
        if (filter.status() != null) {
            where.and("status = ?", filter.status().name());
        }
        if (page.after() != null) {
            where.and("id > ?", BookingId.parse(page.after()).value());
        }
        List<WaitlistEntry> oneMore = queries.query(
                "SELECT * FROM waitlist " + where.sql() + " ORDER BY id LIMIT ?",
                rows::entry,
                where.parameters(page.limit() + 1));
        return Page.of(oneMore, page.limit(), entry -> entry.id().toString());
    }

    @Override
    public List<RoomTypeId> roomTypesWaitedFor(@Nullable RoomTypeId after, int limit) {
        return queries.query(
                """
                SELECT DISTINCT room_type_id FROM waitlist
                WHERE status IN ('WAITING', 'OFFERED') AND status = 'WAITING' AND room_type_id > ?
                ORDER BY room_type_id LIMIT ?
                """, row -> new RoomTypeId(row.getString("room_type_id")), after == null ? "" : after.value(), limit);
    }
}
