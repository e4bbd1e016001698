package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.InvalidDateRangeException;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.OtherProperty;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link Decision} that amends a booking as one difference: nothing is given up in between. */
final class AmendRules {

    private AmendRules() {}

    static Decided<Booking> amend(State state, Request<?> request, Booking booking, Amend wanted) {
        if (!booking.isLive()) {
            return LifeRules.notAHold(booking, "changed");
        }
        RoomTypeId wantedType = wanted.roomTypeInsteadOf(booking.roomTypeId());
        RoomType roomType = state.roomType(wantedType);
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(wantedType));
        }
        if (!roomType.propertyId().equals(booking.propertyId())) {
            return Decided.refused(new OtherProperty(roomType.id(), roomType.propertyId()));
        }
        RoomStay before = booking.roomStay();
        RoomStay after;
        try {
            after = wanted.insteadOf(before);
        } catch (InvalidDateRangeException e) {
            return Decided.refused(new NoStay(String.valueOf(e.getMessage())));
        }
        if (after.equals(before)) {
            return Decided.already(booking);
        }
        boolean isOtherStart = !after.stay().start().equals(before.stay().start());
        boolean isOtherEnd = !after.stay().end().equals(before.stay().end());
        boolean areOtherRooms = !after.roomTypeId().equals(before.roomTypeId()) || after.rooms() != before.rooms();
        LocalDate today = LifeRules.today(state, request, booking);
        if (isOtherStart && after.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(after.stay().start(), today));
        }
        if (isOtherEnd && after.stay().end().isBefore(today)) {
            return Decided.refused(
                    new NoStay("endDate " + after.stay().end() + " is before today at the property, " + today));
        }
        boolean hasBegun = booking.status() == BookingStatus.CHECKED_IN
                || before.stay().start().isBefore(today);
        if (hasBegun && (isOtherStart || areOtherRooms)) {
            return LifeRules.notAHold(booking, "changed once the stay has begun, except for its end and guests");
        }
        return amend(state, request, booking, roomType, after);
    }

    private static Decided<Booking> amend(
            State state, Request<?> request, Booking booking, RoomType roomType, RoomStay after) {
        NetRooms net = new NetRooms(state, after.allotmentId());
        net.giveBack(booking);
        net.take(after.roomTypeId(), after.stay().dates(), after.rooms());
        Refusal shortage = net.shortage();
        if (shortage != null) {
            return Decided.refused(shortage);
        }
        LocalDate today = LifeRules.today(state, request, booking);
        Booking changed = FeeRules.keepingFee(
                booking,
                booking.changed(roomType, after, prices(state, booking, after)),
                LifeRules.date(state, request, booking));
        RestrictionViolated why = StayRules.violation(state, roomType, booking, changed, net.taken(), today);
        if (why != null) {
            return Decided.refused(why);
        }
        List<Change> changes = net.changes(what -> Event.of(request, what));
        BookingWrites.booking(changes, request, booking, changed, BookingEvent.Type.CHANGED);
        return Decided.done(changed, changes);
    }

    /** The booking's own rooms keep their prices on the nights that they have; everything else costs today's price. */
    private static NightPrices prices(State state, Booking booking, RoomStay after) {
        List<LocalDate> dates = after.stay().dates();
        NightPrices today = NightPrices.today(dates.stream()
                .<@Nullable Night>map(date -> state.night(new NightKey(after.roomTypeId(), date)))
                .toList());
        if (!after.roomTypeId().equals(booking.roomTypeId())) {
            return today;
        }
        List<LocalDate> before = booking.stay().dates();
        return booking.rate()
                .prices()
                .forNights(dates.stream().mapToInt(before::indexOf).toArray(), today.minor())
                .withRooms(booking.rooms(), after.rooms(), today.minor());
    }
}
