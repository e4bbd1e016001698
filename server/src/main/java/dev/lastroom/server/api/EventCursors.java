package dev.lastroom.server.api;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;

/**
 * Checks the cursors with which callers follow the log. Such a cursor comes from this log, and the log never gets
 * shorter unless the database is restored from a backup. Then a caller has seen events that this log does not have, and
 * must learn of it.
 */
final class EventCursors {

    private EventCursors() {}

    /**
     * Returns {@code after}.
     *
     * @throws ProblemException if the log ends before it
     */
    static EventId inLog(Reads reads, EventId after) {
        // Not the last readable event: it may briefly go back behind what the caller has already read.
        EventId last = reads.lastCommittedEvent();
        if (after.compareTo(last) > 0) {
            throw new Problem(
                            ErrorCode.CURSOR_BEYOND_LOG,
                            "The log ends at " + last + ", before the cursor " + after
                                    + ": the database was restored from a backup, or the cursor belongs to another"
                                    + " database; read the log from its beginning",
                            Json.object().put("cursor", after.toString()).put("lastEventId", last.toString()))
                    .exception();
        }
        return after;
    }
}
