package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of {@link Decision} that sells rooms. */
final class BookRules {

    private BookRules() {}

    static Decided<Booking> book(State state, Request<?> request, Book book, Rules rules) {
        RoomStay wanted = book.wanted();
        RoomType roomType = state.roomType(wanted.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(wanted.roomTypeId()));
        }
        Property property = Objects.requireNonNull(state.property(roomType.propertyId()));
        LocalDate today = property.today(request.at());
        if (wanted.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(wanted.stay().start(), today));
        }
        Holder holder = new Holder(request.caller().owner(), book.userId());
        if (book.holdFor() != null && state.liveHolds(holder).size() >= rules.holdsPerUserMax()) {
            return Decided.refused(new TooManyHolds(book.userId(), rules.holdsPerUserMax()));
        }
        return sell(state, request, book, roomType, property);
    }

    /** Sells rooms for a future stay, if there are enough and no rule forbids it. */
    static Decided<Booking> sell(State state, Request<?> request, Book book, RoomType roomType, Property property) {
        RoomStay wanted = book.wanted();
        if (wanted.allotmentId() != null) {
            Allotment allotment = state.allotment(wanted.allotmentId());
            if (allotment == null || !allotment.isFor(request.caller().owner())) {
                return Decided.refused(new AllotmentNotFound(wanted.allotmentId()));
            }
        }

        boolean isDrawn = wanted.allotmentId() != null;
        NetRooms net = new NetRooms(state, wanted.allotmentId());
        List<LocalDate> dates = wanted.stay().dates();
        net.take(roomType.id(), dates, wanted.rooms());
        Refusal shortage = net.shortage();
        if (shortage != null && !isDrawn) {
            return Decided.refused(shortage);
        }
        List<Long> prices = new ArrayList<>(dates.size());
        boolean hasRules = wanted.guests() != null;
        for (Night night : net.nights()) {
            if (night == null) {
                LocalDate date = dates.get(prices.size());
                return Decided.refused(new InsufficientInventory(roomType.id(), wanted.rooms(), 0, date));
            }
            prices.add(night.price());
            hasRules |= !night.rules().areNone();
        }
        if (hasRules) {
            RestrictionViolated why = StayRules.violation(
                    roomType,
                    StayRules.nights(state, roomType),
                    wanted.stay(),
                    wanted.rooms(),
                    wanted.guests(),
                    property.today(request.at()));
            if (why != null) {
                return Decided.refused(why);
            }
        }
        // An allotment's shortage is reported last: a stay that breaks a rule, or has nights that are not open, fits no
        // allotment.
        if (shortage != null) {
            return Decided.refused(shortage);
        }
        List<Change> changes = net.changes(what -> Event.of(request, what));

        Booking booking = new Booking(
                request.newId().booking(),
                request.originFor(book.userId()),
                property.id(),
                request.groupId(),
                wanted,
                Rate.of(new NightPrices(prices), wanted.rooms(), property.currency(), roomType.terms()),
                BookingLife.beginning(
                        book.holdFor() == null ? null : book.holdFor().from(request.at())),
                1);
        BookingWrites.booking(changes, request, null, booking, BookingEvent.Type.BOOKED);
        return Decided.done(booking, changes);
    }

    /** The earlier answer; null if a derived key's hold is gone and the request is a new one. */
    static @Nullable Ruling<Booking> replay(
            State state, Request<?> request, Book book, KeyRecord earlier, Rules rules) {
        Booking booking = LifeRules.bookingOf(state, earlier);
        // The engine resends a request when the answer to its commit was lost. If it finds its own booking, that is
        // not a replay. It must not make a second booking, even if the first has changed meanwhile.
        if (booking.id().equals(request.newId().booking())) {
            return new Done<>(booking, false);
        }
        boolean isRepeat = isAsAskedFor(booking, book) && holdsStill(request, earlier, List.of(booking), rules);
        boolean derived = book.givenKey() == null;
        return derived && !isRepeat ? null : new Done<>(booking, true);
    }

    /** A user who moved a booking and then asks for the first stay again wants another booking, not a replay. */
    static boolean isAsAskedFor(Booking booking, Book book) {
        return booking.roomStay().isSameSaleAs(book.wanted());
    }

    /** Whether a derived key still stands for its booking. */
    static boolean holdsStill(Request<?> request, KeyRecord earlier, List<Booking> booked, Rules rules) {
        Instant derivedUntil = earlier.createdAt().plus(rules.derivedKeyWindow());
        boolean holds = booked.stream().anyMatch(booking -> booking.isLive() && !booking.hasLapsed(request.at()));
        return holds && request.at().isBefore(derivedUntil);
    }
}
