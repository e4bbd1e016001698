package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.booking.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.booking.Command.Advance;
import dev.lastroom.engine.booking.Command.Amend;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.CatchUp;
import dev.lastroom.engine.booking.Command.Extend;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.Reinstate;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.GroupCommand.BookGroup;
import dev.lastroom.engine.booking.GroupCommand.OfGroup;
import dev.lastroom.engine.booking.WaitlistCommand.Join;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a request to its idempotency key. It is hashed once, by the thread that makes the request, since
 * everybody waits for the thread that decides. Immutable and thread-safe.
 *
 * @param key the key, given or derived
 * @param scoped the name under which it is remembered
 * @param fingerprint what it is bound to
 */
public record Claim(IdempotencyKey key, ScopedKey scoped, Fingerprint fingerprint) {

    /** The claim that a command of {@code owner} makes; null where it makes none. */
    static @Nullable Claim of(Command<?> command, String owner, NewId own) {
        return switch (command) {
            case Book book -> of(book, owner);
            case OfBooking c -> of(c, owner, own);
            case BookGroup c -> of(c.key(), c.fingerprint(), owner);
            case OfGroup c -> {
                IdempotencyKey given = c.target().givenKey();
                yield given == null ? null : of(given, c.fingerprint(), owner);
            }
            case Join join -> of(join.key(), join.fingerprint(), owner);
            case WaitlistCommand.Answer c -> c.givenKey() == null ? null : of(c.givenKey(), c.fingerprint(), owner);
            case CreateAllotment c ->
                // Without a given key nobody else has it; but sent again after a lost answer, it finds itself.
                of(c.givenKey() != null ? c.givenKey() : own(own), c.fingerprint(), owner);
            case OfAllotment _ -> null;
            case SaveProperty _, SaveRoomType _, OpenNights _, CatchUp _ -> null;
        };
    }

    private static @Nullable Claim of(OfBooking command, String owner, NewId own) {
        IdempotencyKey given = command.target().givenKey();
        if (given != null) {
            return of(given, command.fingerprint(), owner);
        }
        // Sent again after a lost answer, it would find what it has done itself, and take it for another's doing.
        return command.target().version() == null && isRepeatable(command)
                ? null
                : of(own(own), command.fingerprint(), owner);
    }

    private static IdempotencyKey own(NewId request) {
        return new IdempotencyKey(request.toString());
    }

    /** Whether the second time finds that all is done already. */
    private static boolean isRepeatable(OfBooking command) {
        return switch (command) {
            case Cancel _, Advance _, Amend _ -> true;
            case Extend _, Reinstate _ -> false;
        };
    }

    /** The claim of a request to book by {@code owner}. */
    public static Claim of(Book book, String owner) {
        return of(book.key(), book.fingerprint(), owner);
    }

    private static Claim of(IdempotencyKey key, Fingerprint fingerprint, String owner) {
        return new Claim(key, ScopedKey.of(owner, key), fingerprint);
    }
}
