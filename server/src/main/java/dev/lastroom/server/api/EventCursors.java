package dev.lastroom.server.api;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;

/**
 * Places in the log from which callers go on. A caller has such a place from this log, and the log never gets shorter, unless
 * the database was restored from a backup: then the caller has seen events that this log does not have, and must learn of it.
 */
final class EventCursors {

    private EventCursors() {}

    /**
     * Returns {@code after}.
     *
     * @throws ProblemException if the log ends before it
     */
    static EventId inLog(Reads reads, EventId after) {
        // Not the last that can be read: that may go back for a moment behind what the caller has read already.
        EventId last = reads.lastCommittedEvent();
        if (after.compareTo(last) > 0) {
            throw new Problem(
                            ErrorCode.CURSOR_BEYOND_LOG,
                            "The log ends at " + last + ", before the cursor " + after
                                    + ": the database was restored from a backup, or the cursor is another database's;"
                                    + " read the log from its beginning",
                            Json.object().put("cursor", after.toString()).put("lastEventId", last.toString()))
                    .exception();
        }
        return after;
    }
}
