package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.server.api.json.WaitlistJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.QueryFields;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Endpoints of waitlists. Thread-safe. */
public final class WaitlistEndpoints {

    private final BookingEngine engine;
    private final boolean requireIdempotencyKey;

    WaitlistEndpoints(BookingEngine engine, boolean requireIdempotencyKey) {
        this.engine = engine;
        this.requireIdempotencyKey = requireIdempotencyKey;
    }

    Answer join(Call call) {
        String key = call.header(Call.IDEMPOTENCY_KEY);
        Join join = call.body(
                WaitlistJson.REQUEST_FIELDS, fields -> WaitlistJson.readRequest(fields, key, requireIdempotencyKey));
        return OutcomeHttp.answer(engine.submit(join, call.caller()), WaitlistEndpoints::joined);
    }

    Answer entry(Call call) {
        call.query();
        EntryId id = id(call);
        return engine.read()
                .waitlist()
                .entry(id)
                .filter(entry -> call.owner() == null || entry.owner().equals(call.owner()))
                .map(entry -> Answer.ok(WaitlistJson.entry(entry.asOf(engine.now()))))
                .orElseGet(() -> OutcomeHttp.problem(new EntryNotFound(id)).answer());
    }

    Answer list(Call call) {
        QueryFields query = call.query("userId", "roomTypeId", "status", "limit", "cursor");
        WaitlistReads.Filter filter = new WaitlistReads.Filter(
                call.owner(),
                query.optionalText("userId", UserId::new),
                query.optionalText("roomTypeId", RoomTypeId::new),
                query.optionalText("status", WaitlistEndpoints::status));
        Instant now = engine.now();
        return Lists.answer(
                call,
                "entries",
                query,
                page -> engine.read().waitlist().entries(filter, page),
                entry -> WaitlistJson.entry(entry.asOf(now)));
    }

    private static WaitlistStatus status(String name) {
        return Arrays.stream(WaitlistStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("must be one of " + Arrays.toString(WaitlistStatus.values())));
    }

    /** Returns the endpoint that accepts or declines an offer. */
    Route.Endpoint answer(WaitlistStep step) {
        return call -> {
            UserId userId = call.onlyUserId();
            return submit(call, new WaitlistCommand.AdvanceEntry(target(call, userId), step));
        };
    }

    /** Removes an entry. The user is in the query, because the body of a DELETE may get lost on the way. */
    Answer leave(Call call) {
        UserId userId = call.query("userId").optionalText("userId", UserId::new);
        return submit(call, new WaitlistCommand.AdvanceEntry(target(call, userId), WaitlistStep.LEAVE));
    }

    private Answer submit(Call call, WaitlistCommand command) {
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.ok(WaitlistJson.answer(done.value(), done.replayed())));
    }

    private static Answer joined(Done<WaitlistEntry> done) {
        WaitlistEntry entry = done.value();
        Answer answer = Answer.json(done.replayed() ? 200 : 201, WaitlistJson.answer(entry, done.replayed()));
        return done.replayed()
                ? OutcomeHttp.markReplayed(answer, true)
                : answer.with("Location", "/v1/waitlist/" + entry.id());
    }

    private static EntryTarget target(Call call, @Nullable UserId userId) {
        if (userId == null && !call.isAdmin()) {
            throw Problem.invalid("userId", "is required").exception();
        }
        return new EntryTarget(id(call), userId, call.owner(), call.idempotencyKey());
    }

    private static EntryId id(Call call) {
        return call.path("waitlistId", EntryId::parse);
    }
}
