package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a request to its idempotency key. The thread that makes the request hashes it once, since all requests
 * wait for the thread that decides. Immutable and thread-safe.
 *
 * @param key the key, given or derived
 * @param scoped the name under which it is remembered
 * @param fingerprint what it is bound to
 * @param keepsRefusal whether the key remembers a refusal and replays it; only a given key does
 */
public record Claim(IdempotencyKey key, ScopedKey scoped, Fingerprint fingerprint, boolean keepsRefusal) {

    /** The claim that a command of {@code owner} makes; null if it makes none. */
    static @Nullable Claim of(Command<?> command, String owner, NewId own) {
        return switch (command) {
            case Book book -> of(book, owner);
            case OfBooking c -> of(c, owner, own);
            case BookGroup c -> of(c.givenKey(), c.key(), c.fingerprint(), owner);
            case OfGroup c ->
                c.target().condition().isNone()
                        ? ofGiven(c.target().givenKey(), c.fingerprint(), owner)
                        : of(c.target().givenKey(), own(own), c.fingerprint(), owner);
            case Join join -> of(join.givenKey(), join.key(), join.fingerprint(), owner);
            case WaitlistCommand.AdvanceEntry c -> ofGiven(c.givenKey(), c.fingerprint(), owner);
            // Without a given key, the key is unique to this request; sent again after a lost answer, the request finds
            // itself.
            case CreateAllotment c -> of(c.givenKey(), own(own), c.fingerprint(), owner);
            case OfAllotment _ -> null;
            case SaveProperty _, SaveRoomType _, OpenNights _, CatchUp _ -> null;
        };
    }

    private static @Nullable Claim of(OfBooking command, String owner, NewId own) {
        IdempotencyKey given = command.target().givenKey();
        // Sent again after a lost answer, it would find its own work and take it for another request's.
        return given == null && command.target().condition().isNone() && isRepeatable(command)
                ? null
                : of(given, own(own), command.fingerprint(), owner);
    }

    private static IdempotencyKey own(NewId request) {
        return new IdempotencyKey(request.toString());
    }

    /** Whether a second run finds that all is done already. */
    private static boolean isRepeatable(OfBooking command) {
        return switch (command) {
            case Cancel _, Advance _, Amend _ -> true;
            case Extend _, Reinstate _ -> false;
        };
    }

    /** The claim of a request to book by {@code owner}. */
    public static Claim of(Book book, String owner) {
        return of(book.givenKey(), book.key(), book.fingerprint(), owner);
    }

    private static @Nullable Claim ofGiven(@Nullable IdempotencyKey given, Fingerprint fingerprint, String owner) {
        return given == null ? null : of(given, given, fingerprint, owner);
    }

    private static Claim of(
            @Nullable IdempotencyKey given, IdempotencyKey otherwise, Fingerprint fingerprint, String owner) {
        IdempotencyKey key = given != null ? given : otherwise;
        return new Claim(key, ScopedKey.of(owner, key), fingerprint, given != null);
    }

    /** The same claim, for a request that is decided again after each refusal. */
    Claim withoutRefusal() {
        return new Claim(key, scoped, fingerprint, false);
    }
}
