package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.server.api.json.AllotmentJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.QueryFields;
import java.time.Instant;

/** Endpoints of allotments: rooms set aside for partners and events. Thread-safe. */
public final class AllotmentEndpoints {

    private final BookingEngine engine;
    private final boolean requireIdempotencyKey;

    AllotmentEndpoints(BookingEngine engine, boolean requireIdempotencyKey) {
        this.engine = engine;
        this.requireIdempotencyKey = requireIdempotencyKey;
    }

    Answer create(Call call) {
        String key = call.header(Call.IDEMPOTENCY_KEY);
        CreateAllotment command = call.body(
                AllotmentJson.REQUEST_FIELDS, fields -> AllotmentJson.readRequest(fields, key, requireIdempotencyKey));
        return OutcomeHttp.answer(engine.submit(command, call.caller()), AllotmentEndpoints::created);
    }

    Answer change(Call call) {
        AllotmentId id = id(call);
        return submit(call, call.body(AllotmentJson.CHANGE_FIELDS, fields -> AllotmentJson.readChange(id, fields)));
    }

    Answer release(Call call) {
        call.noBody();
        return submit(call, new ReleaseAllotment(id(call)));
    }

    Answer allotment(Call call) {
        call.query();
        AllotmentId id = id(call);
        return engine.read()
                .allotment(id)
                .filter(it -> call.owner() == null || it.allotment().isFor(call.owner()))
                .map(it -> Answer.ok(AllotmentJson.allotment(it.asOf(engine.now()))))
                .orElseGet(() -> OutcomeHttp.problem(new AllotmentNotFound(id)).answer());
    }

    Answer list(Call call) {
        QueryFields query = call.query("propertyId", "roomTypeId", "limit", "cursor");
        AllotmentFilter filter = new AllotmentFilter(
                call.owner(),
                query.optionalText("propertyId", PropertyId::new),
                query.optionalText("roomTypeId", RoomTypeId::new));
        Instant now = engine.now();
        return Lists.answer(
                call,
                "allotments",
                query,
                page -> engine.read().allotments(filter, page),
                it -> AllotmentJson.allotment(it.asOf(now)));
    }

    private static AllotmentId id(Call call) {
        return call.path("allotmentId", AllotmentId::parse);
    }

    private static Answer created(Done<AllotmentNights> done) {
        AllotmentNights made = done.value();
        Answer answer = Answer.json(done.replayed() ? 200 : 201, AllotmentJson.answer(made, done.replayed()))
                .with("Location", "/v1/allotments/" + made.allotment().id());
        return OutcomeHttp.markReplayed(answer, done.replayed());
    }

    private Answer submit(Call call, OfAllotment command) {
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.ok(AllotmentJson.answer(done.value(), done.replayed())));
    }
}
