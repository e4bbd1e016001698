package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.rules.Decision.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Decision} for groups. It has no rules for rooms of its own: each item is decided like a single
 * booking, after the items before it, and the first refused item refuses all.
 */
final class GroupRules {

    private GroupRules() {}

    static Decided<BookingGroup> book(State state, Request<?> request, BookGroup group, Rules rules) {
        Overlay draft = new Overlay(state);
        List<Change> changes = new ArrayList<>();
        List<Booking> bookings = new ArrayList<>();
        for (int i = 0; i < group.items().size(); i++) {
            Request<Booking> item = request.ofItem(i, group.book(i));
            Decided<Booking> decided = BookRules.book(draft, item, group.book(i), rules);
            if (decided.outcome() instanceof Refused<Booking>(Refusal reason, boolean _)) {
                return Decided.refused(new ItemRefused(i, reason));
            }
            draft.addAll(decided.changes());
            changes.addAll(decided.changes());
            bookings.add(Objects.requireNonNull(draft.booking(item.newId().booking())));
        }
        BookingGroup booked = new BookingGroup(request.newId().group(), bookings);
        return Decided.done(booked, changes);
    }

    /** The earlier answer; null if a derived key's hold is gone and the request is a new one. */
    static @Nullable Ruling<BookingGroup> replay(
            State state, Request<?> request, BookGroup group, KeyRecord earlier, Rules rules) {
        BookingGroup booked = groupOf(state, earlier);
        // As for a single booking, the engine's own retry finds what its first try made.
        if (booked.id().equals(request.newId().group())) {
            return new Done<>(booked, false);
        }
        boolean derived = group.givenKey() == null;
        return derived && !BookRules.holdsStill(request, earlier, asAskedFor(booked, group), rules)
                ? null
                : new Done<>(booked, true);
    }

    /** The bookings that still match their items: one request made them, in the order of the items. */
    private static List<Booking> asAskedFor(BookingGroup booked, BookGroup group) {
        return IntStream.range(0, group.items().size())
                .filter(i -> BookRules.isAsAskedFor(booked.bookings().get(i), group.book(i)))
                .mapToObj(i -> booked.bookings().get(i))
                .toList();
    }

    private static BookingGroup groupOf(State state, KeyRecord key) {
        GroupId id = key.outcome(AGroup.class).id();
        return new BookingGroup(id, state.group(id));
    }

    /** The replay of an earlier request with this key. */
    static Ruling<BookingGroup> replay(State state, Request<?> request, KeyRecord earlier) {
        return new Done<>(groupOf(state, earlier), !LifeRules.isItself(request, earlier));
    }

    static Decided<BookingGroup> change(State state, Request<?> request, OfGroup command) {
        GroupTarget target = command.target();
        List<Booking> bookings = state.group(target.groupId());
        if (bookings.isEmpty()
                || (target.owner() != null
                        && !target.owner().equals(bookings.getFirst().owner()))) {
            return Decided.refused(new GroupNotFound(target.groupId()));
        }
        if (target.userId() != null
                && !target.userId().equals(bookings.getFirst().userId())) {
            return Decided.refused(new NotYourBooking(bookings.getFirst().id()));
        }
        Refusal failed = PreconditionFailed.unless(
                target.condition(),
                "booking group " + target.groupId(),
                () -> Tag.of(new BookingGroup(target.groupId(), bookings)));
        if (failed != null) {
            return Decided.refused(failed);
        }
        Overlay draft = new Overlay(state);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < bookings.size(); i++) {
            Booking booking = bookings.get(i);
            if (isPassedOver(command, booking.status())) {
                continue;
            }
            Decided<Booking> decided = change(draft, request, command, booking);
            if (decided.outcome() instanceof Refused<Booking>(Refusal reason, boolean _)) {
                return Decided.refused(new ItemRefused(i, reason));
            }
            draft.addAll(decided.changes());
            changes.addAll(decided.changes());
        }
        BookingGroup changed = new BookingGroup(target.groupId(), draft.group(target.groupId()));
        if (!changes.isEmpty()) {
            return Decided.done(changed, changes);
        }
        return isDone(command, changed)
                ? Decided.already(changed)
                : Decided.refused(new ItemRefused(0, notAtAll(command, changed.first())));
    }

    private static Decided<Booking> change(Overlay draft, Request<?> request, OfGroup command, Booking booking) {
        return switch (command) {
            case CancelGroup _ -> LifeRules.cancel(draft, request, booking);
            case ConfirmGroup _ -> LifeRules.advance(draft, request, booking, Transition.CONFIRM);
        };
    }

    /** Whether a booking stays as it is while the rest of the group changes. */
    private static boolean isPassedOver(OfGroup command, BookingStatus status) {
        return switch (command) {
            case CancelGroup _ -> status == BookingStatus.CANCELLED || status == BookingStatus.EXPIRED;
            case ConfirmGroup _ -> status != BookingStatus.PROVISIONAL && status != BookingStatus.EXPIRED;
        };
    }

    /** Whether a group with nothing left to change is as asked. */
    private static boolean isDone(OfGroup command, BookingGroup group) {
        return group.bookings().stream().map(Booking::status).anyMatch(status -> switch (command) {
            case CancelGroup _ -> status == BookingStatus.CANCELLED;
            case ConfirmGroup _ -> status != BookingStatus.CANCELLED;
        });
    }

    private static Refusal notAtAll(OfGroup command, Booking booking) {
        return switch (command) {
            case CancelGroup _ -> new InvalidTransition(booking.id(), booking.status(), "cancelled");
            case ConfirmGroup _ -> new InvalidTransition(booking.id(), booking.status(), "confirmed");
        };
    }
}
