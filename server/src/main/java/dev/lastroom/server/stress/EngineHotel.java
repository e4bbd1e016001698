package dev.lastroom.server.stress;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Command;
import dev.lastroom.engine.booking.Command.Advance;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.GroupCommand.BookGroup;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.AllotmentChanged;
import dev.lastroom.engine.booking.Outcome.AllotmentCreated;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Changed;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.booking.Outcome.GroupBooked;
import dev.lastroom.engine.booking.Outcome.GroupCancelled;
import dev.lastroom.engine.booking.Outcome.GroupChanged;
import dev.lastroom.engine.booking.Outcome.HoldsExpired;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Outcome.Waitlisted;
import dev.lastroom.engine.booking.Refusal;
import dev.lastroom.engine.booking.Refusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.booking.Refusal.AllotmentExhausted;
import dev.lastroom.engine.booking.Refusal.AllotmentNotFound;
import dev.lastroom.engine.booking.Refusal.BookingNotFound;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked;
import dev.lastroom.engine.booking.Refusal.GroupNotFound;
import dev.lastroom.engine.booking.Refusal.HoldExpired;
import dev.lastroom.engine.booking.Refusal.IdempotencyConflict;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.booking.Refusal.InvalidTransition;
import dev.lastroom.engine.booking.Refusal.ItemRefused;
import dev.lastroom.engine.booking.Refusal.NoStay;
import dev.lastroom.engine.booking.Refusal.NotYourBooking;
import dev.lastroom.engine.booking.Refusal.OtherCurrency;
import dev.lastroom.engine.booking.Refusal.OtherProperty;
import dev.lastroom.engine.booking.Refusal.OutsideStay;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RestrictionViolated;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.booking.Refusal.StaleVersion;
import dev.lastroom.engine.booking.Refusal.StayInThePast;
import dev.lastroom.engine.booking.Refusal.TooManyHolds;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistCommand.Join;
import dev.lastroom.engine.booking.WaitlistRefusal;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.stress.Answer.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A hotel behind an engine in this process, which it closes when it is closed. */
public final class EngineHotel implements Hotel {

    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private final BookingEngine engine;

    public EngineHotel(BookingEngine engine) {
        this.engine = engine;
    }

    @Override
    public void open(RoomTypeId roomType, Stay nights, int rooms) {
        setUp(SaveProperty.of(roomType.value(), "Stress test", "UTC", "EUR"));
        setUp(SaveRoomType.of(roomType.value(), roomType.value(), "Stress test", rooms, 10_000));
        setUp(new OpenNights(roomType, nights.start(), nights.end(), null, null));
    }

    private void setUp(Command command) {
        Outcome outcome = engine.submit(command);
        switch (outcome) {
            case PropertySaved _, RoomTypeSaved _, NightsOpened _ -> {}
            case Booked _,
                    Cancelled _,
                    Changed _,
                    GroupBooked _,
                    GroupCancelled _,
                    GroupChanged _,
                    AllotmentCreated _,
                    AllotmentChanged _,
                    HoldsExpired _,
                    Waitlisted _,
                    Refused _,
                    Failed _ -> throw new HotelException("The hotel could not be set up: " + outcome, null);
        }
    }

    @Override
    public Answer book(Book request) {
        return answer(engine.submit(request));
    }

    @Override
    public Answer cancel(BookingId bookingId, UserId userId) {
        return answer(engine.submit(new Cancel(bookingId, userId)));
    }

    @Override
    public Answer bookGroup(BookGroup request) {
        return answer(engine.submit(request));
    }

    /** The release is at midnight: the property has a time zone of its own in which that is so soon. */
    @Override
    public AllotmentId setAside(RoomTypeId roomType, Stay nights, int rooms, Instant at) {
        int ahead = Math.floorMod(at.getEpochSecond(), SECONDS_OF_DAY);
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(ahead > SECONDS_OF_DAY / 2 ? SECONDS_OF_DAY - ahead : -ahead);
        setUp(SaveProperty.of(roomType.value(), "Stress test", zone.getId(), "EUR"));
        Release release = new Release(LocalDate.ofInstant(at, zone), null);
        Outcome outcome =
                engine.submit(new CreateAllotment(null, roomType, "Stress test", nights, rooms, release, null));
        if (outcome instanceof AllotmentCreated(var made, boolean _)) {
            return made.allotment().id();
        }
        throw new HotelException("No rooms could be set aside: " + outcome, null);
    }

    @Override
    public Answer join(Book request) {
        Join join = Join.insteadOf(request);
        return answer(engine.submit(
                request.givenKey() == null
                        ? join
                        : join.withKey(request.givenKey().value())));
    }

    @Override
    public boolean isOffered(BookingId entryId) {
        return engine.read()
                .waitlist()
                .entry(entryId)
                .filter(entry -> entry.status() == WaitlistStatus.OFFERED)
                .isPresent();
    }

    @Override
    public Answer confirm(BookingId bookingId, UserId userId) {
        return answer(engine.submit(new Advance(target(bookingId, userId), Transition.CONFIRM)));
    }

    @Override
    public Answer change(BookingId bookingId, UserId userId, Stay stay) {
        return answer(engine.submit(new Amend(target(bookingId, userId), null, stay.start(), stay.end(), null)));
    }

    private static Target target(BookingId bookingId, UserId userId) {
        return new Target(bookingId, userId, null, null, null);
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Booked(var booking, boolean replayed) -> Answer.booked(booking.id(), replayed);
            case Cancelled(var booking, boolean replayed) -> Answer.cancelled(booking.id(), replayed);
            case Changed(var booking, boolean replayed) -> Answer.changed(booking.id(), replayed);
            case GroupBooked(var group, boolean replayed) ->
                Answer.booked(group.first().id(), replayed);
            case Waitlisted(var entry, boolean _, boolean replayed) -> Answer.waits(entry.id(), replayed);
            case Refused refused ->
                Answer.no(kind(refused.reason()), refused.reason().message());
            case Failed(var reason, String message, var _) -> Answer.no(Kind.TROUBLE, reason + ": " + message);
            case GroupCancelled _,
                    GroupChanged _,
                    AllotmentCreated _,
                    AllotmentChanged _,
                    HoldsExpired _,
                    PropertySaved _,
                    RoomTypeSaved _,
                    NightsOpened _ ->
                throw new IllegalStateException("not the outcome of a guest's request: " + outcome);
        };
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
