package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.WaitlistReads;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The waitlist part of {@link JdbcReads}. Thread-safe. */
final class JdbcWaitlist implements WaitlistReads {

    private final Queries queries;
    private final Rows rows;
    private final JdbcList<WaitlistEntry> entries;

    JdbcWaitlist(Queries queries, ColumnForms columns, Rows rows) {
        this.queries = queries;
        this.rows = rows;
        this.entries = JdbcList.byId(
                queries, columns, "FROM waitlist", false, rows::entry, e -> new Place(List.of(), e.id().value()));
    }

    @Override
    public Optional<WaitlistEntry> entry(EntryId id) {
        return queries.query("SELECT * FROM waitlist WHERE id = ?", rows::entry, id.value()).stream()
                .findFirst();
    }

    @Override
    public Page<WaitlistEntry> entries(Filter filter, PageRequest page) {
        Where where = entries.where(page);
        if (filter.userId() != null) {
            where.by("user_id", filter.userId().value());
        }
        if (filter.owner() != null) {
            where.by("owner", filter.owner());
        }
        if (filter.roomTypeId() != null) {
            where.and("room_type_id = ?", filter.roomTypeId().value());
        }
        if (filter.status() != null) {
            where.and("status = ?", filter.status().name());
        }
        return entries.page(where, page);
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
