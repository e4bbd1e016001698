package dev.lastroom.engine.command;

import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.engine.inventory.Names;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, and where it came from. Stored with its idempotency key and in events. Immutable and
 * thread-safe.
 *
 * @param owner the owner of the API key, 1-64 characters of an id; idempotency keys are scoped to it
 * @param requestId names the request in logs, 1-128 printable ASCII characters without spaces
 * @param clientAddress the network address, if there is one
 * @param userAgent the program, if given; cut to 256 characters, control characters as {@code ?}
 */
public record Caller(
        String owner,
        String requestId,
        @Nullable String clientAddress,
        @Nullable String userAgent) {

    /** The owner of requests that carry no API key. */
    public static final String NO_OWNER = "anonymous";

    /** The longest user agent that is kept, in characters. */
    public static final int USER_AGENT_LENGTH_MAX = 256;

    /** The longest request id, in characters. */
    public static final int REQUEST_ID_LENGTH_MAX = 128;

    /** @throws IllegalArgumentException if the owner or the request id is malformed */
    public Caller {
        Ids.check(owner);
        if (requestId.isEmpty()
                || requestId.length() > REQUEST_ID_LENGTH_MAX
                || !Ids.everyCharacter(requestId, c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "a request id must be 1-" + REQUEST_ID_LENGTH_MAX + " printable ASCII characters without spaces");
        }
        userAgent = userAgent == null ? null : keepable(userAgent);
    }

    /** An unneeded header must never fail a booking. */
    private static String keepable(String text) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (kept.length() + Character.charCount(c) > USER_AGENT_LENGTH_MAX) {
                break;
            }
            kept.appendCodePoint(Names.isControl(c) ? '?' : c);
        }
        return kept.toString();
    }

    /** A caller in this process, without a network. */
    public static Caller embedded(String requestId) {
        return new Caller(NO_OWNER, requestId, null, null);
    }
}
