package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Command.Book;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was received: with its caller, its time and the id that a booking made of it will have. All that a
 * decision depends on is in here or in the store, so that a run can be repeated. Immutable and thread-safe.
 *
 * @param command what is asked
 * @param caller who asks
 * @param at when, cut to microseconds, the finest that every store keeps
 * @param bookingId the id of the booking, if the command makes one
 * @param claim the claim to an idempotency key; null unless the command is a {@link Book}
 */
public record Request(
        Command command,
        Caller caller,
        Instant at,
        BookingId bookingId,
        @Nullable Claim claim) {

    public Request {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** As above, with the claim that the command and its caller make. */
    public Request(Command command, Caller caller, Instant at, BookingId bookingId) {
        this(command, caller, at, bookingId, command instanceof Book book ? Claim.of(book, caller.owner()) : null);
    }
}
