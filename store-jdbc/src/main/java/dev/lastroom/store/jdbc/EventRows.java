package dev.lastroom.store.jdbc;

import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes events from rows. Thread-safe. */
final class EventRows {

    /** A page ends with the event at which its stored text reaches this length, so that long bookings do not add up. */
    private static final int CHARACTERS_MAX = 1024 * 1024;

    private final ColumnForms columns;

    EventRows(ColumnForms columns) {
        this.columns = columns;
    }

    /** A row as read. It is parsed only if it is asked for. */
    record EventRow(EventId id, StoredEvent stored, Instant at, String actor, String requestId) {

        private Recorded recorded() {
            return new Recorded(id, new Event(stored.what(), at, actor, requestId));
        }
    }

    EventId id(ResultSet row) throws SQLException {
        return new EventId(row.getLong("batch"), row.getInt("place"));
    }

    EventRow row(ResultSet row) throws SQLException {
        return new EventRow(
                id(row),
                stored(row),
                Objects.requireNonNull(columns.instant(row, "at")),
                row.getString("actor"),
                row.getString("request_id"));
    }

    StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getString("name"),
                columns.uuid(row, "booking_id"),
                row.getString("owner"),
                row.getString("before"),
                row.getString("after"));
    }

    /**
     * Returns the events of {@code owner}, or all, among the first {@code lookAt} rows; the query must have read one
     * row more.
     */
    static EventPage page(List<EventRow> oneMore, EventId after, @Nullable String owner, int limit, int lookAt) {
        List<Recorded> events = new ArrayList<>();
        EventId next = after;
        long characters = 0;
        for (int i = 0; i < oneMore.size(); i++) {
            if (i == lookAt || events.size() == limit || characters >= CHARACTERS_MAX) {
                return new EventPage(events, next, true);
            }
            EventRow row = oneMore.get(i);
            characters += row.stored().characters();
            next = row.id();
            if (owner == null || owner.equals(row.stored().owner())) {
                events.add(row.recorded());
            }
        }
        return new EventPage(events, next, false);
    }
}
