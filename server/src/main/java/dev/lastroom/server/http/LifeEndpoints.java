package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Command.Advance;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.Extend;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.Reinstate;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;

/** What becomes of a booking once it is made. Thread-safe. */
final class LifeEndpoints {

    private final BookingEngine engine;

    LifeEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer cancel(Call call) {
        return submit(call, new Cancel(target(call, call.optionalBody("userId"))));
    }

    /** The endpoint of one step. */
    Route.Endpoint advance(Transition step) {
        return call -> submit(call, new Advance(target(call, call.optionalBody("userId")), step));
    }

    Answer extend(Call call) {
        JsonFields fields = call.body("userId", "holdFor");
        return submit(call, new Extend(target(call, fields), fields.text("holdFor", HoldTime::parse)));
    }

    Answer reinstate(Call call) {
        JsonFields fields = call.optionalBody("userId", "holdFor");
        return submit(call, new Reinstate(target(call, fields), fields.optionalText("holdFor", HoldTime::parse)));
    }

    Answer amend(Call call) {
        JsonFields fields = call.body("userId", "roomTypeId", "startDate", "endDate", "roomsBooked", "numberOfGuests");
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
