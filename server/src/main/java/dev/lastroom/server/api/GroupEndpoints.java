package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.server.api.json.GroupJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Preconditions;
import java.util.List;

/** Endpoints of groups. Each call happens as a whole or not at all. Thread-safe. */
public final class GroupEndpoints {

    private final BookingEngine engine;
    private final boolean requireIdempotencyKey;

    GroupEndpoints(BookingEngine engine, boolean requireIdempotencyKey) {
        this.engine = engine;
        this.requireIdempotencyKey = requireIdempotencyKey;
    }

    Answer book(Call call) {
        String key = call.header(Call.IDEMPOTENCY_KEY);
        BookGroup command = call.body(
                GroupJson.REQUEST_FIELDS, fields -> GroupJson.readRequest(fields, key, requireIdempotencyKey));
        return OutcomeHttp.answer(engine.submit(command, call.caller()), GroupEndpoints::booked);
    }

    Answer group(Call call) {
        call.query();
        GroupId id = call.path("groupId", GroupId::parse);
        List<Booking> bookings = engine.read().group(id);
        // One request makes a group, so all its bookings have one owner.
        return bookings.isEmpty()
                        || (call.owner() != null && !bookings.getFirst().owner().equals(call.owner()))
                ? OutcomeHttp.problem(new GroupNotFound(id)).answer()
                : asOfNow(new BookingGroup(id, bookings).asOf(engine.now()));
    }

    Answer confirm(Call call) {
        return submit(call, new ConfirmGroup(target(call)));
    }

    Answer cancel(Call call) {
        return submit(call, new CancelGroup(target(call)));
    }

    private static Answer booked(Done<BookingGroup> done) {
        BookingGroup group = done.value();
        Answer answer = tagged(
                        group, Answer.json(done.replayed() ? 200 : 201, GroupJson.answer(group, done.replayed())))
                .with("Location", "/v1/booking-groups/" + group.id());
        return OutcomeHttp.markReplayed(answer, done.replayed());
    }

    private Answer submit(Call call, OfGroup command) {
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> tagged(done.value(), Answer.ok(GroupJson.answer(done.value(), done.replayed()))));
    }

    private static Answer asOfNow(BookingGroup group) {
        return tagged(group, Answer.ok(GroupJson.group(group)));
    }

    private static Answer tagged(BookingGroup group, Answer answer) {
        return answer.with(Preconditions.ETAG, Preconditions.quoted(Tag.of(group)));
    }

    private static GroupTarget target(Call call) {
        GroupId id = call.path("groupId", GroupId::parse);
        UserId userId = call.onlyUserId();
        return new GroupTarget(id, userId, call.owner(), call.precondition(), call.idempotencyKey());
    }
}
