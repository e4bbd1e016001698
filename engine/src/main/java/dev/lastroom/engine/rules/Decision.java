package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.outcome.KeyOutcome;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyOutcome.ARefusal;
import dev.lastroom.engine.outcome.KeyOutcome.AnAllotment;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.StaleVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All the rules of selling rooms, in one pure place: {@code (locked state, request) -> outcome + changes}. No I/O, no
 * clock, no randomness; every store and the in-memory model share it. Its parts are {@link SetupRules}, {@link
 * BookRules}, {@link StayRules}, {@link LifeRules}, {@link AmendRules}, {@link GroupRules}, {@link WaitlistRules} and
 * {@link AllotmentRules}. Immutable and thread-safe.
 */
public final class Decision {

    private final Rules rules;

    public Decision(Rules rules) {
        this.rules = rules;
    }

    /**
     * A ruling and its changes.
     *
     * @param outcome the answer
     * @param changes what to write, empty unless something happened
     */
    public record Decided<R>(Ruling<R> outcome, List<Change> changes) {

        static <R> Decided<R> done(R value, List<Change> changes) {
            return new Decided<>(new Done<>(value, false), changes);
        }

        /** Nothing to do: all is as asked. */
        static <R> Decided<R> already(R value) {
            return unchanged(new Done<>(value, true));
        }

        static <R> Decided<R> refused(Refusal reason) {
            return unchanged(new Refused<>(reason, false));
        }

        static <R> Decided<R> unchanged(Ruling<R> outcome) {
            return new Decided<>(outcome, List.of());
        }

        /** The same decision with one more change. */
        Decided<R> and(Change change) {
            List<Change> all = new ArrayList<>(changes.size() + 1);
            all.addAll(changes);
            all.add(change);
            return new Decided<>(outcome, all);
        }
    }

    /**
     * Decides one request against the current state, after lapsed holds were {@linkplain #expire expired} and due
     * allotment nights were {@linkplain #release released}.
     */
    public <R> Decided<R> decide(State state, Request<R> request) {
        Decided<?> alone = decideAlone(state, request);
        List<Change> following = WaitlistRules.following(state, alone.changes());
        List<Change> changes = following.isEmpty()
                ? alone.changes()
                : Stream.concat(alone.changes().stream(), following.stream()).toList();
        return new Decided<>(alone.outcome().as(request.command().answer()), changes);
    }

    private Decided<?> decideAlone(State state, Request<?> request) {
        return switch (request.command()) {
            case SaveProperty command -> SetupRules.saveProperty(state, request, command);
            case SaveRoomType command -> SetupRules.saveRoomType(state, request, command);
            case OpenNights command -> SetupRules.openNights(state, request, command);
            case Book command -> book(state, request, command);
            case OfBooking command -> ofBooking(state, request, command);
            case BookGroup command -> bookGroup(state, request, command);
            case OfGroup command -> ofGroup(state, request, command);
            case WaitlistCommand command -> ofWaitlist(state, request, command);
            case CreateAllotment command -> createAllotment(state, request, command);
            case OfAllotment command -> AllotmentRules.change(state, request, command);
            case CatchUp command -> Decided.done(command.roomTypeId(), List.of());
        };
    }

    /** The changes when a hold has lapsed: its rooms are free, and have been since it ended. */
    public static List<Change> expire(State state, Booking lapsed) {
        List<Change> changes = LifeRules.expire(state, lapsed);
        changes.addAll(WaitlistRules.following(state, changes));
        return changes;
    }

    /**
     * The changes at an entry's turn: an offer if its whole stay can be booked at {@code at}, the end of a wait that is
     * over, or none. Call it for all entries that wait for a night of the batch, in line order: after lapsed holds have
     * expired, and again, before the next decision, whenever a decision has freed rooms or changed the rules of nights.
     * This keeps other requests from taking rooms that an entry waits for.
     */
    public List<Change> turn(State state, Instant at, WaitlistEntry entry) {
        return WaitlistRules.turn(state, at, entry, rules);
    }

    /** The changes when a release of allotment nights is due: their rooms are free, and have been since then. */
    public static List<Change> release(State state, List<AllotmentNight> due) {
        return AllotmentRules.release(state, due);
    }

    private Decided<AllotmentNights> createAllotment(State state, Request<?> request, CreateAllotment command) {
        return underKey(
                state,
                request,
                made -> new AnAllotment(made.allotment().id()),
                earlier -> AllotmentRules.replay(state, request, earlier),
                () -> AllotmentRules.create(state, request, command));
    }

    private Decided<Booking> book(State state, Request<?> request, Book book) {
        return underKey(
                state,
                request,
                made -> new ABooking(made.id()),
                earlier -> BookRules.replay(state, request, book, earlier, rules),
                () -> BookRules.book(state, request, book, rules));
    }

    private Decided<Booking> ofBooking(State state, Request<?> request, OfBooking command) {
        return underKey(
                state,
                request,
                changed -> new ABooking(changed.id()),
                earlier -> LifeRules.replay(state, request, earlier),
                () -> change(state, request, command));
    }

    private Decided<Booking> change(State state, Request<?> request, OfBooking command) {
        Target target = command.target();
        Booking booking = state.booking(target.bookingId());
        if (booking == null || (target.owner() != null && !target.owner().equals(booking.owner()))) {
            return Decided.refused(new BookingNotFound(target.bookingId()));
        }
        if (target.userId() != null && !target.userId().equals(booking.userId())) {
            return Decided.refused(new NotYourBooking(booking.id()));
        }
        if (!target.condition().holds(Tag.of(booking))) {
            return Decided.refused(new StaleVersion(booking.id(), booking.version()));
        }
        return switch (command) {
            case Cancel _ -> LifeRules.cancel(state, request, booking);
            case Advance c -> LifeRules.advance(state, request, booking, c.step());
            case Extend c -> LifeRules.extend(state, request, booking, c.holdFor());
            case Reinstate c -> LifeRules.reinstate(state, request, booking, c.holdFor(), rules);
            case Amend c -> AmendRules.amend(state, request, booking, c);
        };
    }

    private Decided<BookingGroup> bookGroup(State state, Request<?> request, BookGroup group) {
        return underKey(
                state,
                request,
                made -> new AGroup(made.id()),
                earlier -> GroupRules.replay(state, request, group, earlier, rules),
                () -> GroupRules.book(state, request, group, rules));
    }

    private Decided<BookingGroup> ofGroup(State state, Request<?> request, OfGroup command) {
        return underKey(
                state,
                request,
                changed -> new AGroup(changed.id()),
                earlier -> GroupRules.replay(state, request, earlier),
                () -> GroupRules.change(state, request, command));
    }

    private Decided<WaitlistEntry> ofWaitlist(State state, Request<?> request, WaitlistCommand command) {
        return underKey(
                state,
                request,
                entry -> new AnEntry(entry.id()),
                earlier -> WaitlistRules.replay(state, request, command, earlier),
                () -> switch (command) {
                    case WaitlistCommand.Join c -> WaitlistRules.join(state, request, c, rules);
                    case WaitlistCommand.AdvanceEntry c -> WaitlistRules.answer(state, request, c);
                });
    }

    /**
     * Replays the answer if the key stands for something; otherwise keeps what it stands for from now on.
     *
     * @param standsFor what the key stands for, if something was made or changed
     * @param replay the answer from what was kept; null if that no longer holds
     */
    private <R> Decided<R> underKey(
            State state,
            Request<?> request,
            Function<R, KeyOutcome> standsFor,
            Function<KeyRecord, @Nullable Ruling<R>> replay,
            Supplier<Decided<R>> anew) {
        Claim claim = request.claim();
        if (claim == null) {
            return anew.get();
        }
        KeyRecord earlier = state.key(claim.scoped());
        if (earlier != null && isRemembered(earlier.createdAt(), request.at()) && binds(claim, earlier)) {
            if (!earlier.fingerprint().equals(claim.fingerprint())) {
                return Decided.refused(new IdempotencyConflict(claim.key()));
            }
            Ruling<R> replayed = earlier.outcome() instanceof ARefusal(Refusal reason)
                    ? new Refused<>(reason, true)
                    : replay.apply(earlier);
            if (replayed != null) {
                return Decided.unchanged(replayed);
            }
        }
        return kept(request, standsFor, anew.get());
    }

    /** A kept refusal does not bind a request that keeps none. */
    private static boolean binds(Claim claim, KeyRecord earlier) {
        return claim.keepsRefusal() || !(earlier.outcome() instanceof ARefusal);
    }

    /** A claim that keeps refusals keeps only those that no later request can reverse. */
    private static <R> Decided<R> kept(Request<?> request, Function<R, KeyOutcome> standsFor, Decided<R> decided) {
        KeyOutcome outcome = switch (decided.outcome()) {
            case Done<R>(R value, boolean isAlready) -> isAlready ? null : standsFor.apply(value);
            case Refused<R>(Refusal reason, boolean _) ->
                request.requiredClaim().keepsRefusal() && reason.isKept() ? new ARefusal(reason) : null;
        };
        return outcome == null ? decided : decided.and(new Change.KeyIs(KeyRecord.of(request, outcome)));
    }

    private boolean isRemembered(Instant createdAt, Instant now) {
        return now.isBefore(createdAt.plus(rules.keyLifetime()));
    }
}
