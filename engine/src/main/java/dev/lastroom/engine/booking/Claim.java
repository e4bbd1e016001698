package dev.lastroom.engine.booking;

import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.ExpireHolds;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import java.util.Objects;
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
    static @Nullable Claim of(Command command, String owner, BookingId own) {
        return switch (command) {
            case Book book -> of(book, owner);
            case OfBooking c
            when c.target().givenKey() != null ->
                of(Objects.requireNonNull(c.target().givenKey()), c.fingerprint(), owner);
            // Sent again after a lost answer, it would find the version that it made itself: so it is remembered.
            case OfBooking c
            when c.target().version() != null -> of(new IdempotencyKey(own.toString()), c.fingerprint(), owner);
            case OfBooking _, SaveProperty _, SaveRoomType _, OpenNights _, ExpireHolds _ -> null;
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
