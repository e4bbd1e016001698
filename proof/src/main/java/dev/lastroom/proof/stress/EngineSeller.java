package dev.lastroom.proof.stress;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.OtherProperty;
import dev.lastroom.engine.outcome.Refusal.OutsideStay;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StaleVersion;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.outcome.SetupRefusal.OtherCurrency;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.outcome.WaitlistRefusal;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** A seller on an engine in this process. Closing it closes the engine. */
public final class EngineSeller implements Seller {

    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private final BookingEngine engine;

    public EngineSeller(BookingEngine engine) {
        this.engine = engine;
    }

    @Override
    public void open(RoomTypeId roomType, Stay nights, int rooms) {
        setUp(SaveProperty.of(roomType.value(), "Stress test", "UTC", "EUR"));
        setUp(SaveRoomType.of(roomType.value(), roomType.value(), "Stress test", rooms, 10_000));
        setUp(new OpenNights(roomType, nights.start(), nights.end(), null, null));
    }

    private <R> R setUp(Command<R> command) {
        try {
            return engine.submit(command).orElseThrow();
        } catch (IllegalStateException e) {
            throw new SellerException("The seller could not be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public SellerAnswer book(Book request) {
        return answer(engine.submit(request), EngineSeller::booked);
    }

    @Override
    public SellerAnswer cancel(BookingId bookingId, UserId userId) {
        return answer(
                engine.submit(new Cancel(bookingId, userId)),
                done -> SellerAnswer.cancelled(done.value().id(), done.replayed()));
    }

    @Override
    public SellerAnswer bookGroup(BookGroup request) {
        return answer(
                engine.submit(request),
                done -> SellerAnswer.booked(done.value().first().id(), done.replayed()));
    }

    /** The release is at midnight: the property gets its own time zone in which midnight is that soon. */
    @Override
    public AllotmentId setAside(RoomTypeId roomType, Stay nights, int rooms, Instant at) {
        int ahead = Math.floorMod(at.getEpochSecond(), SECONDS_OF_DAY);
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(ahead > SECONDS_OF_DAY / 2 ? SECONDS_OF_DAY - ahead : -ahead);
        setUp(SaveProperty.of(roomType.value(), "Stress test", zone.getId(), "EUR"));
        Release release = new Release(LocalDate.ofInstant(at, zone), null);
        return setUp(new CreateAllotment(null, roomType, "Stress test", nights, rooms, release, null))
                .allotment()
                .id();
    }

    @Override
    public SellerAnswer join(Book request) {
        Join join = Join.insteadOf(request);
        return answer(
                engine.submit(
                        request.givenKey() == null
                                ? join
                                : join.withKey(request.givenKey().value())),
                done -> SellerAnswer.waits(done.value().id(), done.replayed()));
    }

    @Override
    public boolean isOffered(EntryId entry) {
        return engine.read()
                .waitlist()
                .entry(entry)
                .filter(found -> found.status() == WaitlistStatus.OFFERED)
                .isPresent();
    }

    @Override
    public SellerAnswer confirm(BookingId bookingId, UserId userId) {
        return answer(engine.submit(new Advance(target(bookingId, userId), Transition.CONFIRM)), EngineSeller::changed);
    }

    @Override
    public SellerAnswer change(BookingId bookingId, UserId userId, Stay stay) {
        return answer(
                engine.submit(new Amend(target(bookingId, userId), null, stay.start(), stay.end(), null)),
                EngineSeller::changed);
    }

    private static Target target(BookingId bookingId, UserId userId) {
        return new Target(bookingId, userId, null, null);
    }

    /** @param done the answer for a command that is done */
    private static <R> SellerAnswer answer(Outcome<R> outcome, Function<Done<R>, SellerAnswer> done) {
        return switch (outcome) {
            case Done<R> is -> done.apply(is);
            case Refused<R>(Refusal reason, boolean _) -> SellerAnswer.no(kind(reason), reason.message());
            case Failed<R>(Failure reason, String message, var _) ->
                SellerAnswer.no(Kind.TROUBLE, reason + ": " + message);
        };
    }

    private static SellerAnswer booked(Done<Booking> done) {
        return SellerAnswer.booked(done.value().id(), done.replayed());
    }

    private static SellerAnswer changed(Done<Booking> done) {
        return SellerAnswer.changed(done.value().id(), done.replayed());
    }

    private static Kind kind(Refusal reason) {
        return switch (reason) {
            case InsufficientInventory _, AllotmentExhausted _ -> Kind.SOLD_OUT;
            case ItemRefused item -> kind(item.reason());
            case HoldExpired _ -> Kind.HOLD_EXPIRED;
            case IdempotencyConflict _ -> Kind.KEY_CONFLICT;
            case RestrictionViolated _,
                    PropertyNotFound _,
                    RoomTypeNotFound _,
                    BookingNotFound _,
                    StayInThePast _,
                    NotYourBooking _,
                    CapacityBelowBooked _,
                    InvalidTransition _,
                    OutsideStay _,
                    TooManyHolds _,
                    StaleVersion _,
                    PreconditionFailed _,
                    NoStay _,
                    AllotmentNotFound _,
                    AllotmentBelowPickedUp _,
                    GroupNotFound _,
                    WaitlistRefusal _,
                    OtherProperty _,
                    OtherCurrency _,
                    RoomTypeOfOtherProperty _ -> Kind.TROUBLE;
        };
    }

    @Override
    public List<Night> nights(RoomTypeId roomType, Stay nights) {
        return engine.read().nights(roomType, nights.start(), nights.end());
    }

    @Override
    public IntegrityReport recount() {
        return engine.read().integrity();
    }

    @Override
    public void close() {
        engine.close();
    }
}
