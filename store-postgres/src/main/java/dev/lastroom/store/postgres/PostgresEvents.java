package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.sql.ColumnArray.instants;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;
import static dev.lastroom.store.postgres.sql.ColumnArray.uuids;

import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.store.jdbc.EventSql;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes events, in the script of a transaction, and defines the order in which they are read. Not thread-safe.
 *
 * <p>The events of a transaction are one row. Its number is taken when all that the transaction changes is locked, so
 * the events of one booking or night are numbered in the order in which they happened. Transactions commit in any
 * order, and a reader must not pass one that is still in progress: the function {@code event_horizon} says how far it
 * may read.
 */
final class PostgresEvents {

    static final EventSql SQL = new EventSql(
            "SELECT event_horizon() AS batch",
            """
            SELECT * FROM event
            WHERE batch >= ? AND (batch, place) > (?, ?) AND batch <= ? ORDER BY batch, place LIMIT ?
            """,
            "SELECT batch, cardinality(names) AS place FROM event_batch WHERE batch <= ? ORDER BY batch DESC LIMIT 1",
            "SELECT batch FROM event_batch WHERE batch > ?",
            "SELECT * FROM event ORDER BY booking_id, batch, place");

    private final Script script;
    private EventId last = EventId.START;

    PostgresEvents(Script script) {
        this.script = script;
    }

    void write(WorkingSet working) {
        List<Event> events = working.events();
        if (!events.isEmpty()) {
            List<StoredEvent> stored = events.stream().map(StoredEvent::of).toList();
            script.query(
                    """
                    INSERT INTO event_batch (names, booking_ids, owners, ats, actors, request_ids, befores, afters)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    RETURNING batch
                    """,
                    row -> last = new EventId(row.getLong("batch"), events.size()),
                    texts(stored, StoredEvent::name),
                    uuids(stored, StoredEvent::subjectId),
                    texts(stored, StoredEvent::owner),
                    instants(events, Event::at),
                    texts(events, Event::actor),
                    texts(events, Event::requestId),
                    texts(stored, StoredEvent::before),
                    texts(stored, StoredEvent::after));
        }
    }

    /** The place of the last event that this transaction wrote; the start of the log if it wrote none. */
    EventId last() {
        return last;
    }

    /** Makes new events follow the existing ones, even if rows were copied without the sequence. */
    static void goOn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SELECT setval('event_number', last) FROM (SELECT max(batch) AS last FROM event_batch) known
                    WHERE last > (SELECT last_value FROM event_number)
                    """);
        }
    }
}
