package dev.lastroom.proof.run;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.AllotmentCommand;
import dev.lastroom.engine.command.BookingCommand;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.AllotmentRefusal;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.SetupRefusal;
import dev.lastroom.engine.outcome.WaitlistRefusal;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.Op;
import java.util.Objects;

/** Translates the engine's terms into those of a history. */
final class Translation {

    private Translation() {}

    static Op op(Request<?> request) {
        return switch (request.command()) {
            case Book c -> {
                Claim claim = Objects.requireNonNull(request.claim());
                yield new Op.Book(
                        SmallHotel.nights(
                                c.wanted().roomTypeId(),
                                c.wanted().stay().start(),
                                c.wanted().stay().end()),
                        c.wanted().rooms(),
                        claim.key().value(),
                        c.givenKey() == null,
                        claim.fingerprint().toString(),
                        request.at(),
                        request.newId().booking());
            }
            case Cancel c -> new Op.Cancel(c.bookingId());
            case OpenNights c ->
                new Op.SetTotal(
                        SmallHotel.nights(c.roomTypeId(), c.from(), c.to()), Objects.requireNonNull(c.totalRooms()));
            case BookingCommand.OfBooking _,
                    GroupCommand _,
                    WaitlistCommand _,
                    AllotmentCommand _,
                    Command.CatchUp _,
                    SaveProperty _,
                    SaveRoomType _ -> throw unexpected(request.command());
        };
    }

    static ClientAnswer answer(Op asked, Outcome<?> outcome) {
        return switch (outcome) {
            case Done<?>(var _, boolean replayed) ->
                switch (asked) {
                    case Op.Book _ ->
                        new ClientAnswer.Booked(
                                outcome.as(Booking.class).orElseThrow().id(), replayed);
                    case Op.Cancel _ -> new ClientAnswer.Cancelled(replayed);
                    case Op.SetTotal _ -> new ClientAnswer.TotalSet();
                    case Op.Look _ -> throw unexpected(outcome);
                };
            case Refused<?>(var reason, boolean replayed) -> refusal(reason, replayed);
            case Failed<?>(var reason, var _, var _) ->
                reason == Failure.OUTCOME_UNKNOWN
                        ? new ClientAnswer.Unknown()
                        : new ClientAnswer.NothingHappened(reason.name());
        };
    }

    private static ClientAnswer refusal(Refusal reason, boolean replayed) {
        return switch (reason) {
            case Refusal.InsufficientInventory r ->
                new ClientAnswer.Full(new NightKey(r.roomTypeId(), r.conflictDate()), r.availableRooms(), replayed);
            case Refusal.IdempotencyConflict _ -> new ClientAnswer.KeyConflict();
            case Refusal.BookingNotFound _ -> new ClientAnswer.NotFound();
            case SetupRefusal.CapacityBelowBooked _ -> new ClientAnswer.BelowBooked();
            case Refusal.RestrictionViolated _,
                    SetupRefusal.PropertyNotFound _,
                    SetupRefusal.RoomTypeNotFound _,
                    Refusal.StayInThePast _,
                    Refusal.NotYourBooking _,
                    Refusal.InvalidTransition _,
                    Refusal.OutsideStay _,
                    Refusal.HoldExpired _,
                    Refusal.TooManyHolds _,
                    Refusal.StaleVersion _,
                    Refusal.PreconditionFailed _,
                    Refusal.NoStay _,
                    AllotmentRefusal.AllotmentNotFound _,
                    AllotmentRefusal.AllotmentExhausted _,
                    AllotmentRefusal.AllotmentBelowPickedUp _,
                    Refusal.GroupNotFound _,
                    WaitlistRefusal _,
                    Refusal.ItemRefused _,
                    Refusal.OtherProperty _,
                    SetupRefusal.OtherCurrency _,
                    SetupRefusal.RoomTypeOfOtherProperty _ -> throw unexpected(reason);
        };
    }

    /** No client asks for anything with this outcome: either the engine is wrong or the simulation is. */
    private static IllegalStateException unexpected(Object what) {
        return new IllegalStateException("No client expects " + what);
    }
}
