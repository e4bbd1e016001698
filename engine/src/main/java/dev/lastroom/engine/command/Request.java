package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was received: with its caller, its time and an id for what is made of it. All that a
 * decision depends on is in here or in the store, so that a run can be repeated. Immutable and thread-safe.
 *
 * @param <R> what the command gives when it is done
 * @param command what is asked
 * @param caller who asks
 * @param at when, cut to microseconds, the finest that every store keeps
 * @param newId the id of what the command makes
 * @param groupId the group of the booking, if it is made as one item of it; else null
 * @param claim the claim to an idempotency key; null for a command that makes none
 */
public record Request<R>(
        Command<R> command,
        Caller caller,
        Instant at,
        NewId newId,
        @Nullable GroupId groupId,
        @Nullable Claim claim) {

    public Request {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** As above, with the claim that the command and its caller make. */
    public Request(Command<R> command, Caller caller, Instant at, NewId newId) {
        this(command, caller, at, newId, null, Claim.of(command, caller.owner(), newId));
    }

    /** The request to book one item of the group that this one asks for, under the same key. */
    public Request<Booking> ofItem(int index, Command.Book item) {
        NewId id = newId.ofItem(index, item.wanted().roomTypeId());
        return new Request<>(item, caller, at, id, newId.group(), claim);
    }

    /** The origin of what the request makes for {@code userId}. */
    public Origin originFor(UserId userId) {
        return new Origin(caller.owner(), userId, requiredClaim().key(), at);
    }

    /** The claim of a command that always makes one. */
    public Claim requiredClaim() {
        return Objects.requireNonNull(claim);
    }

    /**
     * The same request, whose key keeps no refusal and is not bound by one that it keeps already: sent again, it is decided
     * anew until it is done.
     */
    public Request<R> withoutKeptRefusal() {
        return new Request<>(command, caller, at, newId, groupId, claim == null ? null : claim.withoutRefusal());
    }
}
