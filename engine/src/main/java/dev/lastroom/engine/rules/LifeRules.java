package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.OutsideStay;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of {@link Decision} that takes a booking through its life, see {@link Transition}. */
final class LifeRules {

    /** The request id in the event of an expired hold. */
    private static final String HOLD_EXPIRY = "hold-expiry";

    private LifeRules() {}

    static Decided<Booking> cancel(State state, Request<?> request, Booking booking) {
        if (booking.status() == BookingStatus.CANCELLED) {
            return Decided.already(booking);
        }
        if (!Transition.CANCEL.leadsFrom(booking.status())) {
            return invalid(booking, "cancelled");
        }
        LocalDate date = date(state, request, booking);
        Booking cancelled = booking.with(booking.life().cancelled(request.at(), FeeRules.ofCancel(booking, date)));
        List<Change> changes = given(state, booking, booking.nightsHeld(), what -> Event.of(request, what));
        BookingWrites.booking(changes, request, booking, cancelled, BookingEvent.Type.CANCELLED);
        return Decided.done(cancelled, changes);
    }

    static Decided<Booking> advance(State state, Request<?> request, Booking booking, Transition step) {
        if (booking.status() == step.to()) {
            return Decided.already(booking);
        }
        if (!step.leadsFrom(booking.status())) {
            return step == Transition.CONFIRM ? notAHold(booking, "confirmed") : invalid(booking, past(step));
        }
        LocalDate today = today(state, request, booking);
        LocalDate start = booking.stay().start();
        boolean hasBegun = !today.isBefore(start);
        return switch (step) {
            case CONFIRM ->
                changed(state, request, booking, booking.with(booking.life().confirmed()), BookingEvent.Type.CONFIRMED);
            case CHECK_IN ->
                hasBegun && today.isBefore(booking.stay().end())
                        ? changed(
                                state,
                                request,
                                booking,
                                booking.with(booking.life().checkedIn(booking.version() + 1)),
                                BookingEvent.Type.CHECKED_IN)
                        : outside(booking, today);
            case UNDO_CHECK_IN ->
                Objects.equals(booking.life().checkedInVersion(), booking.version())
                        ? changed(
                                state,
                                request,
                                booking,
                                booking.with(booking.life().after(step, null)),
                                BookingEvent.Type.CHECK_IN_UNDONE)
                        : invalid(booking, past(step) + ", because it was changed after its check-in");
            case CHECK_OUT ->
                changed(
                        state,
                        request,
                        booking,
                        // A guest who leaves before the business day has ended has slept that night.
                        booking.with(booking.life().after(step, freeFrom(booking, date(state, request, booking)))),
                        BookingEvent.Type.CHECKED_OUT);
            case COMPLETE ->
                changed(
                        state,
                        request,
                        booking,
                        booking.with(booking.life().after(step, booking.life().departedOn())),
                        BookingEvent.Type.COMPLETED);
            case NO_SHOW_UP ->
                hasBegun
                        ? changed(
                                state,
                                request,
                                booking,
                                booking.with(
                                        booking.life().noShow(freeFrom(booking, today), FeeRules.ofNoShow(booking))),
                                BookingEvent.Type.NO_SHOW)
                        : outside(booking, today);
            case CANCEL, EXPIRE, REINSTATE -> throw new IllegalArgumentException("Advance has no such step: " + step);
        };
    }

    static Decided<Booking> extend(State state, Request<?> request, Booking booking, HoldTime holdFor) {
        if (!booking.isHold()) {
            return notAHold(
                    booking,
                    booking.status() == BookingStatus.PROVISIONAL ? "extended, because it is not a hold" : "extended");
        }
        Booking extended = booking.with(booking.life().heldUntil(holdFor.from(request.at())));
        Instant end = Objects.requireNonNull(booking.life().expiresAt());
        boolean isLonger = Objects.requireNonNull(extended.life().expiresAt()).isAfter(end);
        if (isLonger && WaitlistRules.isOfferThatOthersWaitFor(state, request.at(), booking)) {
            return Decided.refused(new OthersWait(booking.id()));
        }
        return changed(state, request, booking, extended, BookingEvent.Type.EXTENDED);
    }

    static Decided<Booking> reinstate(
            State state, Request<?> request, Booking booking, @Nullable HoldTime holdFor, Rules rules) {
        if (!Transition.REINSTATE.leadsFrom(booking.status())) {
            return invalid(booking, "reinstated");
        }
        LocalDate today = today(state, request, booking);
        if (booking.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(booking.stay().start(), today));
        }
        if (holdFor != null && state.liveHolds(booking.holder()).size() >= rules.holdsPerUserMax()) {
            return Decided.refused(new TooManyHolds(booking.userId(), rules.holdsPerUserMax()));
        }
        RoomType roomType = Objects.requireNonNull(state.roomType(booking.roomTypeId()));
        Booking live = booking.with(booking.life().heldUntil(holdFor == null ? null : holdFor.from(request.at())));
        NetRooms net = new NetRooms(state, live.roomStay().allotmentId());
        net.take(live.roomTypeId(), live.nightsHeld(), live.rooms());
        Refusal shortage = net.shortage();
        if (shortage != null) {
            return Decided.refused(shortage);
        }
        RestrictionViolated why = StayRules.violation(
                roomType,
                StayRules.nights(state, roomType),
                live.stay(),
                live.rooms(),
                live.roomStay().guests(),
                today);
        if (why != null) {
            return Decided.refused(why);
        }
        if (!keepsItsPrice(booking, request.at(), rules)) {
            live = live.repriced(NightPrices.today(net.nights()), roomType.terms(), request.at());
        }
        List<Change> changes = net.changes(what -> Event.of(request, what));
        BookingWrites.booking(changes, request, booking, live, BookingEvent.Type.REINSTATED);
        return Decided.done(live, changes);
    }

    /**
     * Only for a limited time: otherwise a caller could keep a price forever, and take the rooms once they are worth
     * more.
     */
    private static boolean keepsItsPrice(Booking ended, Instant at, Rules rules) {
        return at.isBefore(Objects.requireNonNull(ended.life().endedAt()).plus(rules.reinstateWithin()));
    }

    static List<Change> expire(State state, Booking lapsed) {
        Function<Event.What, Event> event =
                what -> new Event(what, Objects.requireNonNull(lapsed.life().expiresAt()), lapsed.owner(), HOLD_EXPIRY);
        List<Change> changes = given(state, lapsed, lapsed.nightsHeld(), event);
        Booking expired = lapsed.with(lapsed.life().expired());
        changes.add(new Change.BookingIs(expired));
        changes.add(new Change.Happened(event.apply(new BookingEvent(BookingEvent.Type.EXPIRED, lapsed, expired))));
        return changes;
    }

    /** The answer to a request whose key is known. */
    static Ruling<Booking> replay(State state, Request<?> request, KeyRecord earlier) {
        return new Done<>(bookingOf(state, earlier), !isItself(request, earlier));
    }

    /** The booking that a key stands for. */
    static Booking bookingOf(State state, KeyRecord earlier) {
        return Objects.requireNonNull(
                state.booking(earlier.outcome(ABooking.class).id()));
    }

    /** Whether the engine resent the request because the answer to its commit was lost: that is not a replay. */
    static boolean isItself(Request<?> request, KeyRecord earlier) {
        return earlier.createdAt().equals(request.at())
                && earlier.requestId().equals(request.caller().requestId());
    }

    /** A booking after a change, with the nights that it no longer has given back. */
    private static Decided<Booking> changed(
            State state, Request<?> request, Booking before, Booking now, BookingEvent.Type type) {
        List<LocalDate> kept = now.nightsHeld();
        List<LocalDate> freed = before.nightsHeld().stream()
                .filter(date -> !kept.contains(date))
                .toList();
        List<Change> changes = given(state, before, freed, what -> Event.of(request, what));
        BookingWrites.booking(changes, request, before, now, type);
        return Decided.done(now, changes);
    }

    private static List<Change> given(
            State state, Booking booking, List<LocalDate> nights, Function<Event.What, Event> event) {
        NetRooms net = new NetRooms(state, booking.roomStay().allotmentId());
        net.take(booking.roomTypeId(), nights, -booking.rooms());
        return net.changes(event);
    }

    /** The first night that is free again if the guest leaves on {@code day}; null if all nights are over. */
    private static @Nullable LocalDate freeFrom(Booking booking, LocalDate day) {
        LocalDate from = day.isBefore(booking.stay().start()) ? booking.stay().start() : day;
        return from.isBefore(booking.stay().end()) ? from : null;
    }

    /** The property's business day, which decides whether a guest may book, arrive or be a no-show. */
    static LocalDate today(State state, Request<?> request, Booking booking) {
        return Objects.requireNonNull(state.property(booking.propertyId())).today(request.at());
    }

    /** The property's calendar date, by which guests leave and fees are due. */
    static LocalDate date(State state, Request<?> request, Booking booking) {
        return Objects.requireNonNull(state.property(booking.propertyId())).date(request.at());
    }

    /** Why something that needs a live hold, or at least a live booking, is refused. */
    static Decided<Booking> notAHold(Booking booking, String wanted) {
        return booking.status() == BookingStatus.EXPIRED
                ? Decided.refused(new HoldExpired(
                        booking.id(), Objects.requireNonNull(booking.life().expiresAt())))
                : invalid(booking, wanted);
    }

    private static Decided<Booking> invalid(Booking booking, String wanted) {
        return Decided.refused(new InvalidTransition(booking.id(), booking.status(), wanted));
    }

    private static Decided<Booking> outside(Booking booking, LocalDate today) {
        return Decided.refused(new OutsideStay(booking.id(), booking.status(), booking.stay(), today));
    }

    private static String past(Transition step) {
        return switch (step) {
            case NO_SHOW_UP -> "marked as a no-show";
            case UNDO_CHECK_IN -> "returned to its state before check-in";
            case CONFIRM, CHECK_IN, CHECK_OUT, COMPLETE, CANCEL, EXPIRE, REINSTATE ->
                step.to().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
