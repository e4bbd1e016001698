package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.JsonFields;
import java.time.LocalDate;
import java.util.List;

/** Endpoints that change a booking after it is made. Thread-safe. */
public final class LifeEndpoints {

    private final BookingEngine engine;

    LifeEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer cancel(Call call) {
        return submit(call, new Cancel(target(call, call.optionalBody(List.of("userId")))));
    }

    /** Returns the endpoint of one transition. */
    Route.Endpoint advance(Transition step) {
        return call -> submit(call, new Advance(target(call, call.optionalBody(List.of("userId"))), step));
    }

    Answer extend(Call call) {
        JsonFields fields = call.body(List.of("userId", "holdFor"));
        return submit(call, new Extend(target(call, fields), fields.text("holdFor", HoldTime::parse)));
    }

    Answer reinstate(Call call) {
        JsonFields fields = call.optionalBody(List.of("userId", "holdFor"));
        return submit(call, new Reinstate(target(call, fields), fields.optionalText("holdFor", HoldTime::parse)));
    }

    Answer amend(Call call) {
        JsonFields fields =
                call.body(List.of("userId", "roomTypeId", "startDate", "endDate", "roomsBooked", "numberOfGuests"));
        Target target = target(call, fields);
        RoomTypeId roomTypeId = fields.optionalText("roomTypeId", RoomTypeId::new);
        LocalDate start = fields.optionalText("startDate", Checks::date);
        LocalDate end = fields.optionalText("endDate", Checks::date);
        Long rooms = fields.optionalInteger("roomsBooked", RoomStay::checkRooms);
        Integer newRooms = rooms == null ? null : rooms.intValue();
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        return submit(
                call, Checks.checked("startDate", () -> new Amend(target, roomTypeId, start, end, newRooms, guests)));
    }

    private Answer submit(Call call, OfBooking command) {
        return OutcomeHttp.answer(engine.submit(command, call.caller()), BookingEndpoints::changed);
    }

    private static Target target(Call call, JsonFields fields) {
        BookingId id = call.path("bookingId", BookingId::parse);
        UserId userId = call.userId(fields);
        return new Target(id, userId, call.owner(), call.precondition(), call.idempotencyKey());
    }
}
