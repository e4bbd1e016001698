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
 * A command as received: with its caller, its time and an id for what it makes. A decision depends only on the request
 * and the store, so that a run can be repeated. Immutable and thread-safe.
 *
 * @param <R> the type of the value that the command gives when done
 * @param command the command
 * @param caller its sender
 * @param at when it was received, cut to microseconds, the finest that every store keeps
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

    /** Makes the request with the claim that the command and its caller make. */
    public Request(Command<R> command, Caller caller, Instant at, NewId newId) {
        this(command, caller, at, newId, null, Claim.of(command, caller.owner(), newId));
    }

    /** The request to book one item of this request's group, under the same key. */
    public Request<Booking> ofItem(int index, BookingCommand.Book item) {
        NewId id = newId.ofItem(index, item.wanted().roomTypeId());
        return new Request<>(item, caller, at, id, newId.group(), claim);
    }

    /** The origin of what the request makes for {@code userId}. */
    public Origin originFor(UserId userId) {
        return new Origin(caller.owner(), userId, requiredClaim().key(), at);
    }

    /** The claim, for a command that always makes one. */
    public Claim requiredClaim() {
        return Objects.requireNonNull(claim);
    }

    /**
     * The same request, whose key keeps no refusal and ignores one that it keeps already: sent again, it is decided
     * again until it is done.
     */
    public Request<R> withoutKeptRefusal() {
        return new Request<>(command, caller, at, newId, groupId, claim == null ? null : claim.withoutRefusal());
    }
}
