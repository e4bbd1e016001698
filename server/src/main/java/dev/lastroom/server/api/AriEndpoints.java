package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.DateRange;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.feed.Ari;
import dev.lastroom.engine.feed.SnapshotCursor;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.store.Page;
import dev.lastroom.server.api.EventStream.Piece;
import dev.lastroom.server.api.json.AriJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.QueryFields;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Endpoints for readers that mirror the availability, rates and inventory of a property. Thread-safe. */
public final class AriEndpoints {

    /** The name of the events of a stream. */
    static final String EVENT = "ari.changed";

    /** A page of changes ends with the event at which it has enough nights, so it may have some more. */
    private static final int PAGE_NIGHTS = Ari.NIGHTS_MAX + Ari.DAYS_MAX;

    private final BookingEngine engine;
    private final EventStreams streams;
    private final Ari ari;

    AriEndpoints(BookingEngine engine, EventStreams streams) {
        this.engine = engine;
        this.streams = streams;
        this.ari = new Ari(engine.read(), engine::now);
    }

    /** A page of a snapshot, by room type. */
    Answer snapshot(Call call) {
        QueryFields query = call.query("propertyId", "from", "to", "limit", "cursor");
        PropertyId id = query.text("propertyId", PropertyId::new);
        LocalDate from = query.date("from");
        LocalDate to = query.date("to");
        Checks.checked("from", () -> {
            DateRange.check("from", from, "to", to, Ari.DAYS_MAX);
            return from;
        });
        SnapshotCursor cursor = query.optionalText("cursor", SnapshotCursor::parse);
        int limit = query.integer("limit", 1, Page.LIMIT_MAX, Page.LIMIT_DEFAULT);
        Property property = property(id);
        if (cursor != null) {
            EventId _ = EventCursors.inLog(engine.read(), cursor.position());
        }
        call.willRead(PAGE_NIGHTS, Call.NIGHT_BYTES);
        return Answer.ok(AriJson.snapshot(property, ari.snapshot(id, from, to, cursor, limit)));
    }

    /** What has changed after a position, as it is now. */
    Answer changes(Call call) {
        QueryFields query = call.query("propertyId", "after", "limit");
        PropertyId id = filter(query);
        EventId after = query.text("after", EventId::parse);
        int limit = query.integer("limit", 1, Ari.EVENTS_MAX, Ari.EVENTS_MAX);
        call.willRead(PAGE_NIGHTS, Call.NIGHT_BYTES);
        Ari.Changes changes = ari.changes(id, after, limit);
        if (changes.position().equals(after)) {
            EventId _ = EventCursors.inLog(engine.read(), after);
        }
        return Answer.ok(AriJson.changes(changes));
    }

    /** Streams changes as they happen. */
    Answer stream(Call call) {
        QueryFields query = call.query("propertyId", "after");
        PropertyId id = filter(query);
        EventId after = EventStreams.place(call, query);
        return streams.open(call, after, known -> {
            Ari.Changes changes = ari.changes(id, known, Ari.EVENTS_MAX);
            StringBuilder text = new StringBuilder();
            if (!changes.nights().isEmpty()) {
                EventStream.append(text, changes.position(), EVENT, AriJson.changes(changes));
            }
            return Piece.of(text, changes.position(), changes.hasMore());
        });
    }

    /** The property whose changes are wanted; null for those of all. A wrong id must not look like silence. */
    private @Nullable PropertyId filter(QueryFields query) {
        PropertyId id = query.optionalText("propertyId", PropertyId::new);
        return id == null ? null : property(id).id();
    }

    private Property property(PropertyId id) {
        return engine.read()
                .property(id)
                .orElseThrow(() -> OutcomeHttp.problem(new PropertyNotFound(id)).exception());
    }
}
