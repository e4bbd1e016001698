package dev.lastroom.store.sqlite;

import static dev.lastroom.store.sqlite.SqliteStatements.row;

import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.store.jdbc.EventSql;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes events, in the transaction of a writer, and defines the order in which they are read. They are numbered as
 * they are written, and no other transaction writes until they are committed.
 */
final class SqliteEvents {

    static final EventSql SQL = new EventSql(
            "SELECT coalesce(max(id), 0) AS batch FROM event",
            """
            SELECT *, id AS batch, 1 AS place FROM event
            WHERE id >= ? AND (id, 1) > (?, ?) AND id <= ? ORDER BY id LIMIT ?
            """,
            "SELECT id AS batch, 1 AS place FROM event WHERE id <= ? ORDER BY id DESC LIMIT 1",
            "SELECT id AS batch FROM event WHERE id > ?",
            "SELECT *, id AS batch, 1 AS place FROM event ORDER BY booking_id, id");

    private final SqliteStatements statements;

    SqliteEvents(SqliteStatements statements) {
        this.statements = statements;
    }

    /** Returns the place of the last event written; the start of the log if there was none to write. */
    EventId write(WorkingSet working) throws SQLException {
        if (working.events().isEmpty()) {
            return EventId.START;
        }
        statements.writeAll("""
                INSERT INTO event (name, booking_id, owner, at, actor, request_id, before, after)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, working.events(), SqliteEvents::parameters);
        Long last = statements.one("SELECT last_insert_rowid() AS id", row -> row.getLong("id"));
        return new EventId(Objects.requireNonNull(last), 1);
    }

    private static @Nullable Object[] parameters(Event e) {
        StoredEvent stored = StoredEvent.of(e);
        return row(
                stored.name(),
                stored.subjectId(),
                stored.owner(),
                e.at(),
                e.actor(),
                e.requestId(),
                stored.before(),
                stored.after());
    }
}
