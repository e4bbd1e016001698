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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Endpoints that change a booking after it is made. Thread-safe. */
public final class LifeEndpoints {

    static final List<String> AMENDED_FIELDS =
            List.of("userId", "roomTypeId", "startDate", "endDate", "roomsBooked", "numberOfGuests");

    private final BookingEngine engine;

    LifeEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer cancel(Call call) {
        return submit(call, onlyTarget(call, Cancel::new));
    }

    /** Returns the endpoint of one transition. */
    Route.Endpoint advance(Transition step) {
        return call -> submit(call, onlyTarget(call, target -> new Advance(target, step)));
    }

    Answer extend(Call call) {
        return submit(call, call.body(List.of("userId", "holdFor"), fields -> {
            Target target = target(call, call.userId(fields));
            HoldTime holdFor = fields.text("holdFor", HoldTime::parse);
            return () -> new Extend(target, holdFor);
        }));
    }

    Answer reinstate(Call call) {
        return submit(call, call.optionalBody(List.of("userId", "holdFor"), fields -> {
            Target target = target(call, call.userId(fields));
            HoldTime holdFor = fields.optionalText("holdFor", HoldTime::parse);
            return () -> new Reinstate(target, holdFor);
        }));
    }

    Answer amend(Call call) {
        return submit(call, call.body(AMENDED_FIELDS, fields -> amended(call, fields)));
    }

    private static Supplier<Amend> amended(Call call, JsonFields fields) {
        Target target = target(call, call.userId(fields));
        RoomTypeId roomTypeId = fields.optionalText("roomTypeId", RoomTypeId::new);
        LocalDate start = fields.optionalText("startDate", Checks::date);
        LocalDate end = fields.optionalText("endDate", Checks::date);
        Long rooms = fields.optionalInteger("roomsBooked", RoomStay::checkRooms);
        Integer newRooms = rooms == null ? null : rooms.intValue();
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        return () -> Checks.checked("startDate", () -> new Amend(target, roomTypeId, start, end, newRooms, guests));
    }

    private Answer submit(Call call, OfBooking command) {
        return OutcomeHttp.answer(engine.submit(command, call.caller()), BookingEndpoints::changed);
    }

    /** Reads a command that has nothing but its target. */
    private static <T> T onlyTarget(Call call, Function<Target, T> command) {
        return command.apply(target(call, call.onlyUserId()));
    }

    private static Target target(Call call, @Nullable UserId userId) {
        BookingId id = call.path("bookingId", BookingId::parse);
        return new Target(id, userId, call.owner(), call.precondition(), call.idempotencyKey());
    }
}
