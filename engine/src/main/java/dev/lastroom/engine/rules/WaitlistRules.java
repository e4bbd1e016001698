package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.outcome.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.outcome.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.outcome.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.outcome.WaitlistRefusal.NotYourEntry;
import dev.lastroom.engine.outcome.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.outcome.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.outcome.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitlistFull;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Decision} that lets users wait and offers them rooms that come free. Before any decision on a
 * night, every entry for it whose stay can be booked has its offer, so a booking never takes rooms that an entry waits
 * for.
 */
final class WaitlistRules {

    /** The request id in events of entries that no request caused. */
    private static final String WAITLIST = "waitlist";

    private WaitlistRules() {}

    static Decided<WaitlistEntry> join(State state, Request<?> request, Join join, Rules rules) {
        RoomStay wanted = join.wanted();
        RoomType roomType = state.roomType(wanted.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(wanted.roomTypeId()));
        }
        Property property = Objects.requireNonNull(state.property(roomType.propertyId()));
        LocalDate today = property.today(request.at());
        if (wanted.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(wanted.stay().start(), today));
        }
        if (join.until() != null && !request.at().isBefore(join.until())) {
            return Decided.refused(new WaitIsOver(join.until()));
        }
        for (LocalDate date : wanted.stay().dates()) {
            Night night = state.night(new NightKey(roomType.id(), date));
            // Nights that do not exist cannot be locked, and may never be opened.
            if (night == null) {
                return Decided.refused(new NightNotOpen(roomType.id(), date));
            }
            if (night.capacity() < wanted.rooms()) {
                return Decided.refused(new NeverEnoughRooms(roomType.id(), wanted.rooms(), night.capacity(), date));
            }
        }
        if (wanted.guests() != null && !roomType.takes(wanted.guests(), wanted.rooms())) {
            return Decided.refused(StayRules.tooManyGuests(roomType, wanted.stay()));
        }
        String owner = request.caller().owner();
        Holder holder = new Holder(owner, join.userId());
        Refusal why = whyNot(state, request, join, wanted, roomType, property);
        if (why instanceof InsufficientInventory) {
            RoomStay rest = withoutOwnNights(state, holder, wanted);
            Refusal whyNotRest = whyNot(state, request, join, rest, roomType, property);
            // If rules alone rule out the rest of the stay, only the whole stay is worth waiting for.
            if (whyNotRest == null || whyNotRest instanceof InsufficientInventory) {
                wanted = rest;
                why = whyNotRest;
            }
        }
        if (why == null) {
            return Decided.refused(new RoomsAvailable(roomType.id(), wanted.rooms()));
        }
        if (mostOnOneNight(state.waiting(holder), wanted.stay(), request.at()) >= rules.waitsPerUserMax()) {
            return Decided.refused(new UserWaitsEnough(join.userId(), rules.waitsPerUserMax()));
        }
        Stay stay = wanted.stay();
        List<WaitlistEntry> ahead = state.waiting(roomType.id()).stream()
                .filter(entry -> entry.isWaiting(request.at()) && entry.meets(stay))
                .toList();
        List<WaitlistEntry> own =
                ahead.stream().filter(entry -> entry.owner().equals(owner)).toList();
        // The owner's share comes first: an owner that has used it up learns nothing about the others'.
        if (mostOnOneNight(own, stay, request.at()) >= rules.waitlistOwnerMax()) {
            return Decided.refused(new OwnerWaitsEnough(roomType.id(), rules.waitlistOwnerMax()));
        }
        if (mostOnOneNight(ahead, stay, request.at()) >= rules.waitlistMax()) {
            return Decided.refused(new WaitlistFull(roomType.id(), rules.waitlistMax()));
        }
        WaitlistEntry entry = new WaitlistEntry(
                request.newId().entry(),
                new Origin(owner, join.userId(), request.requiredClaim().key(), place(request.at(), ahead)),
                property.id(),
                wanted,
                WaitlistStatus.WAITING,
                end(join.until(), stay, property),
                null);
        List<Change> changes = new ArrayList<>();
        BookingWrites.entry(changes, request, null, entry);
        changes.add(new Change.EntryWatches(entry.id(), Watch.of(why, entry.stay(), entry.rooms())));
        return Decided.done(entry, changes);
    }

    /** Why the rooms cannot be booked now instead of waiting; null if they can. */
    private static @Nullable Refusal whyNot(
            State state, Request<?> request, Join join, RoomStay wanted, RoomType roomType, Property property) {
        Book instead = new Book(join.userId(), wanted, null);
        return switch (BookRules.sell(state, request, instead, roomType, property)
                .outcome()) {
            case Refused<Booking>(Refusal reason, boolean _) -> reason;
            case Done<Booking> _ -> null;
        };
    }

    /**
     * The nights to wait for when the user has booked part of the stay: that booking would otherwise keep the whole
     * stay from the user forever. All nights, unless the missing ones are in a row.
     */
    private static RoomStay withoutOwnNights(State state, Holder holder, RoomStay wanted) {
        Set<LocalDate> own = state.live(holder).stream()
                .filter(booking -> !booking.isHold()
                        && booking.roomTypeId().equals(wanted.roomTypeId())
                        && booking.rooms() == wanted.rooms())
                .flatMap(booking -> booking.nightsHeld().stream())
                .collect(Collectors.toSet());
        List<LocalDate> missing = wanted.stay().dates().stream()
                .filter(date -> !own.contains(date))
                .toList();
        if (missing.isEmpty()) {
            return wanted;
        }
        Stay rest = Stay.of(missing.getFirst(), missing.size());
        return rest.dates().equals(missing) ? wanted.forStay(rest) : wanted;
    }

    private static long mostOnOneNight(List<WaitlistEntry> ahead, Stay stay, Instant at) {
        return stay.dates().stream()
                .mapToLong(date -> ahead.stream()
                        .filter(entry -> entry.isWaiting(at) && entry.meets(Stay.of(date, 1)))
                        .count())
                .max()
                .orElseThrow();
    }

    /** Users without rooms by the end of the day of arrival no longer need them. */
    private static Instant end(@Nullable Instant until, Stay stay, Property property) {
        Instant dayEnds = property.begins(stay.start().plusDays(1));
        return until == null || until.isAfter(dayEnds) ? dayEnds : until;
    }

    /** Behind all entries that it competes with, whatever the clock of the server that took them. */
    private static Instant place(Instant now, List<WaitlistEntry> ahead) {
        if (ahead.isEmpty() || now.isAfter(ahead.getLast().joinedAt())) {
            return now;
        }
        return ahead.getLast().joinedAt().plus(1, ChronoUnit.MICROS);
    }

    static Decided<WaitlistEntry> answer(State state, Request<?> request, AdvanceEntry answer) {
        EntryTarget target = answer.target();
        WaitlistEntry entry = state.entry(target.entryId());
        if (entry == null || (target.owner() != null && !target.owner().equals(entry.owner()))) {
            return Decided.refused(new EntryNotFound(target.entryId()));
        }
        if (target.userId() != null && !target.userId().equals(entry.userId())) {
            return Decided.refused(new NotYourEntry(entry.id()));
        }
        WaitlistEntry now = entry.asOf(request.at());
        WaitlistStep step = step(answer.step(), now.status());
        if (now.status() == step.to()) {
            return Decided.already(now);
        }
        if (!step.leadsFrom(now.status())) {
            boolean isTooLate = now.status() == WaitlistStatus.EXPIRED && now.offeredAt() != null;
            return Decided.refused(
                    isTooLate
                            ? new OfferExpired(now.id(), now.endsAt())
                            : new NoSuchStep(now.id(), now.status(), step));
        }
        return switch (step) {
            case LEAVE -> {
                WaitlistEntry left = entry.after(step);
                List<Change> changes = new ArrayList<>();
                BookingWrites.entry(changes, request, entry, left);
                yield Decided.done(left, changes);
            }
            case ACCEPT -> ofOffer(entry, LifeRules.advance(state, request, offer(state, entry), Transition.CONFIRM));
            case DECLINE -> ofOffer(entry, LifeRules.cancel(state, request, offer(state, entry)));
            case OFFER, EXPIRE -> throw new IllegalArgumentException("callers cannot ask for " + step);
        };
    }

    /** A user who leaves need not know that an offer was made meanwhile. */
    private static WaitlistStep step(WaitlistStep wanted, WaitlistStatus status) {
        boolean hasOffer = status == WaitlistStatus.OFFERED || status == WaitlistStatus.DECLINED;
        return wanted == WaitlistStep.LEAVE && hasOffer ? WaitlistStep.DECLINE : wanted;
    }

    /** Whether a booking is an offer, and another entry waits for one of its nights. */
    static boolean isOfferThatOthersWaitFor(State state, Instant at, Booking booking) {
        WaitlistEntry entry = state.entry(EntryId.of(booking.id()));
        return entry != null
                && entry.status() == WaitlistStatus.OFFERED
                && state.waiting(booking.roomTypeId()).stream()
                        .anyMatch(other -> other.isWaiting(at) && other.meets(booking.stay()));
    }

    private static Booking offer(State state, WaitlistEntry entry) {
        return Objects.requireNonNull(state.booking(entry.id().offer()), "an offered entry must have a booking");
    }

    private static Decided<WaitlistEntry> ofOffer(WaitlistEntry entry, Decided<Booking> decided) {
        return new Decided<>(
                switch (decided.outcome()) {
                    case Done<Booking>(Booking offer, boolean _) -> new Done<>(entry.following(offer), false);
                    case Refused<Booking>(Refusal why, boolean replayed) -> new Refused<>(why, replayed);
                },
                decided.changes());
    }

    /** The answer to a request whose key is known; null if a derived key's hold is gone. */
    static @Nullable Ruling<WaitlistEntry> replay(
            State state, Request<?> request, WaitlistCommand command, KeyRecord earlier) {
        WaitlistEntry entry = Objects.requireNonNull(
                state.entry(earlier.outcome(AnEntry.class).id()));
        WaitlistEntry now = entry.asOf(request.at());
        return switch (command) {
            case Join _ -> {
                // The request's own entry, if the engine resends it because the answer to its commit was lost.
                boolean isItself = entry.id().equals(request.newId().entry());
                boolean holds =
                        isItself || command.givenKey() != null || !now.status().isLast();
                yield holds ? new Done<>(now, !isItself) : null;
            }
            case AdvanceEntry _ -> new Done<>(now, !LifeRules.isItself(request, earlier));
        };
    }

    /** The changes at an entry's turn; only its new watch if it goes on waiting. */
    static List<Change> turn(State state, Instant at, WaitlistEntry entry, Rules rules) {
        if (entry.status() != WaitlistStatus.WAITING) {
            return List.of();
        }
        if (entry.hasLapsed(at)) {
            List<Change> changes = new ArrayList<>();
            addTo(changes, entry, entry.after(WaitlistStep.EXPIRE), entry.endsAt(), entry.owner(), WAITLIST);
            return changes;
        }
        Property property = Objects.requireNonNull(state.property(entry.propertyId()));
        if (entry.stay().start().isBefore(property.today(at))) {
            return List.of(new Change.EntryWatches(entry.id(), Watch.ALWAYS));
        }
        return offer(state, at, entry, property, rules);
    }

    /** An offer is a hold, sold like any other: every rule for bookings applies to it. */
    private static List<Change> offer(State state, Instant at, WaitlistEntry entry, Property property, Rules rules) {
        Book book = new Book(entry.userId(), entry.wanted(), rules.offerFor(), null);
        Claim claim = new Claim(
                entry.origin().key(), ScopedKey.of(entry.owner(), entry.origin().key()), book.fingerprint(), false);
        NewId id = new NewId(entry.id().value());
        Request<Booking> request =
                new Request<>(book, new Caller(entry.owner(), WAITLIST, null, null), at, id, null, claim);
        RoomType roomType = Objects.requireNonNull(state.roomType(entry.roomTypeId()));
        Decided<Booking> sold = BookRules.sell(state, request, book, roomType, property);
        return switch (sold.outcome()) {
            case Refused<Booking>(Refusal why, boolean _) ->
                List.of(new Change.EntryWatches(entry.id(), Watch.of(why, entry.stay(), entry.rooms())));
            case Done<Booking>(Booking offer, boolean _) -> {
                WaitlistEntry offered =
                        entry.offered(at, Objects.requireNonNull(offer.life().expiresAt()));
                List<Change> changes = new ArrayList<>(sold.changes());
                addTo(changes, entry, offered, at, entry.owner(), WAITLIST);
                yield changes;
            }
        };
    }

    /**
     * The changes to entries whose bookings change: an offer's status is its booking's. A booking made here has no
     * entry to change, since {@link #turn} makes all offers.
     */
    static List<Change> following(State state, List<Change> changes) {
        List<Change> more = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Happened(Event(var what, Instant at, String actor, String requestId))
                    && what instanceof BookingEvent event
                    && event.before() != null) {
                WaitlistEntry entry = state.entry(EntryId.of(event.after().id()));
                if (entry != null && entry.status() == WaitlistStatus.OFFERED) {
                    addTo(more, entry, entry.following(event.after()), at, actor, requestId);
                }
            }
        }
        return more;
    }

    /** If an offer changes rooms or ends later, only the event of its booking tells so. */
    private static void addTo(
            List<Change> changes, WaitlistEntry before, WaitlistEntry now, Instant at, String actor, String requestId) {
        changes.add(new Change.EntryIs(now));
        if (now.status() != before.status()) {
            changes.add(new Change.Happened(new Event(new WaitlistEvent(before, now), at, actor, requestId)));
        }
    }
}
