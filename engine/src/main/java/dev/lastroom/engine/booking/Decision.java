package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Refusal.BookingNotFound;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked.BookedNight;
import dev.lastroom.engine.booking.Refusal.IdempotencyConflict;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.booking.Refusal.NotYourBooking;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.booking.Refusal.StayInThePast;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All the rules of selling rooms, in one pure place: {@code (locked state, request) -> outcome + changes}. No I/O, no
 * clock, no randomness; every store and the in-memory model share it. Immutable and thread-safe.
 */
public final class Decision {

    private final Rules rules;

    public Decision(Rules rules) {
        this.rules = rules;
    }

    /**
     * What was decided.
     *
     * @param outcome the answer
     * @param changes what to write, empty unless something happened
     */
    public record Decided(Outcome outcome, List<Change> changes) {

        static Decided unchanged(Outcome outcome) {
            return new Decided(outcome, List.of());
        }

        static Decided refused(Refusal reason) {
            return unchanged(new Refused(reason, false));
        }
    }

    /** Decides one request against what is there now. */
    public Decided decide(State state, Request request) {
        return switch (request.command()) {
            case SaveProperty command -> saveProperty(state, command.property());
            case SaveRoomType command -> saveRoomType(state, command.roomType());
            case OpenNights command -> openNights(state, command);
            case Book command -> book(state, request, command);
            case Cancel command -> cancel(state, request, command);
        };
    }

    private static Decided saveProperty(State state, Property property) {
        boolean isNew = state.property(property.id()) == null;
        return new Decided(new PropertySaved(property, isNew), List.of(new Change.PropertyIs(property)));
    }

    private static Decided saveRoomType(State state, RoomType roomType) {
        if (state.property(roomType.propertyId()) == null) {
            return Decided.refused(new PropertyNotFound(roomType.propertyId()));
        }
        RoomType before = state.roomType(roomType.id());
        if (before != null && !before.propertyId().equals(roomType.propertyId())) {
            return Decided.refused(new RoomTypeOfOtherProperty(roomType.id(), before.propertyId()));
        }
        return new Decided(new RoomTypeSaved(roomType, before == null), List.of(new Change.RoomTypeIs(roomType)));
    }

    private static Decided openNights(State state, OpenNights command) {
        RoomType roomType = state.roomType(command.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(command.roomTypeId()));
        }
        List<Change> changes = new ArrayList<>();
        List<BookedNight> tooFew = new ArrayList<>();
        for (LocalDate date : command.from().datesUntil(command.to()).toList()) {
            Night before = state.night(new NightKey(roomType.id(), date));
            if (before == null) {
                before = new Night(roomType.id(), date, roomType.totalRooms(), 0, roomType.pricePerNight());
            }
            int total = command.totalRooms() != null ? command.totalRooms() : before.total();
            long price = command.pricePerNight() != null ? command.pricePerNight() : before.price();
            if (total < before.booked()) {
                tooFew.add(new BookedNight(date, before.booked()));
            } else {
                changes.add(new Change.NightIs(before.withOffer(total, price)));
            }
        }
        return tooFew.isEmpty()
                ? new Decided(new NightsOpened(changes.size()), changes)
                : Decided.refused(new CapacityBelowBooked(roomType.id(), tooFew));
    }

    private Decided book(State state, Request request, Book book) {
        Claim claim = Objects.requireNonNull(request.claim());
        KeyRecord earlier = state.key(claim.scoped());
        if (earlier != null && isRemembered(earlier.createdAt(), request.at())) {
            if (!earlier.fingerprint().equals(claim.fingerprint())) {
                return Decided.refused(new IdempotencyConflict(claim.key()));
            }
            Outcome replay = replay(state, request, book, earlier);
            if (replay != null) {
                return Decided.unchanged(replay);
            }
        }

        RoomType roomType = state.roomType(book.roomTypeId());
        if (roomType == null) {
            return refuse(request, book, claim, new RoomTypeNotFound(book.roomTypeId()));
        }
        Property property = Objects.requireNonNull(state.property(roomType.propertyId()));
        LocalDate today = property.today(request.at());
        if (book.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(book.stay().start(), today));
        }

        List<Change> changes = new ArrayList<>();
        Money price = new Money(0, property.currency());
        for (LocalDate date : book.stay().dates()) {
            Night night = state.night(new NightKey(roomType.id(), date));
            int available = night == null ? 0 : night.available();
            if (night == null || available < book.rooms()) {
                return refuse(
                        request, book, claim, new InsufficientInventory(roomType.id(), book.rooms(), available, date));
            }
            changes.add(new Change.NightIs(night.withBooked(book.rooms())));
            price = price.plus(new Money(night.price(), property.currency()).times(book.rooms()));
        }

        Booking booking = new Booking(
                request.bookingId(),
                request.caller().owner(),
                book.userId(),
                property.id(),
                roomType.id(),
                book.stay(),
                book.rooms(),
                price,
                BookingStatus.PROVISIONAL,
                claim.key(),
                request.at(),
                null);
        changes.add(new Change.BookingIs(booking));
        changes.add(new Change.KeyIs(remember(request, claim, booking.id(), null)));
        changes.add(happened(request, booking.id(), BookingEvent.Type.BOOKED));
        return new Decided(new Booked(booking, false), changes);
    }

    private boolean isRemembered(Instant createdAt, Instant now) {
        return now.isBefore(createdAt.plus(rules.keyLifetime()));
    }

    /** The earlier answer, or null where a derived key has lost its hold and the request is a new one. */
    private @Nullable Outcome replay(State state, Request request, Book book, KeyRecord earlier) {
        boolean derived = book.givenKey() == null;
        if (earlier.refusal() != null) {
            return derived ? null : new Refused(earlier.refusal(), true);
        }
        Booking booking = Objects.requireNonNull(state.booking(Objects.requireNonNull(earlier.bookingId())));
        // The engine sends a request again when the answer to its commit was lost. Finding its own booking is no
        // replay, and whatever became of it meanwhile, it must not be made a second time.
        if (booking.id().equals(request.bookingId())) {
            return new Booked(booking, false);
        }
        Instant derivedUntil = earlier.createdAt().plus(rules.derivedKeyWindow());
        if (derived && !(booking.isLive() && request.at().isBefore(derivedUntil))) {
            return null;
        }
        return new Booked(booking, true);
    }

    private static Decided refuse(Request request, Book book, Claim claim, Refusal reason) {
        List<Change> changes = book.givenKey() != null && StoredRefusal.isStored(reason)
                ? List.of(new Change.KeyIs(remember(request, claim, null, reason)))
                : List.of();
        return new Decided(new Refused(reason, false), changes);
    }

    private static Decided cancel(State state, Request request, Cancel cancel) {
        Booking booking = state.booking(cancel.bookingId());
        if (booking == null || (cancel.owner() != null && !cancel.owner().equals(booking.owner()))) {
            return Decided.refused(new BookingNotFound(cancel.bookingId()));
        }
        if (cancel.userId() != null && !cancel.userId().equals(booking.userId())) {
            return Decided.refused(new NotYourBooking(booking.id()));
        }
        if (!booking.isLive()) {
            return Decided.unchanged(new Cancelled(booking, true));
        }
        List<Change> changes = new ArrayList<>();
        for (LocalDate date : booking.stay().dates()) {
            Night night = Objects.requireNonNull(state.night(new NightKey(booking.roomTypeId(), date)));
            changes.add(new Change.NightIs(night.withBooked(-booking.rooms())));
        }
        Booking cancelled = booking.cancelled(request.at());
        changes.add(new Change.BookingIs(cancelled));
        changes.add(happened(request, booking.id(), BookingEvent.Type.CANCELLED));
        return new Decided(new Cancelled(cancelled, false), changes);
    }

    private static KeyRecord remember(
            Request request, Claim claim, @Nullable BookingId bookingId, @Nullable Refusal refusal) {
        Caller caller = request.caller();
        return new KeyRecord(
                claim.scoped(),
                claim.fingerprint(),
                bookingId,
                refusal,
                request.at(),
                caller.requestId(),
                caller.clientAddress(),
                caller.userAgent());
    }

    private static Change happened(Request request, BookingId bookingId, BookingEvent.Type type) {
        Caller caller = request.caller();
        return new Change.Happened(new BookingEvent(bookingId, type, request.at(), caller.owner(), caller.requestId()));
    }
}
