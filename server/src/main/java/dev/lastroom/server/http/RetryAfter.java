package dev.lastroom.server.http;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Reads a receiver's {@code Retry-After}: seconds, or an HTTP date. */
public final class RetryAfter {

    /** The longest wait that is honoured. */
    static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    /** Returns until when to wait, at most {@link #MAX} from now; null if the header is absent or makes no sense. */
    public static @Nullable Instant until(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        Instant until = text.matches("[0-9]+") ? now.plusSeconds(seconds(text)) : DateUtils.parseStandardDate(text);
        if (until == null || !until.isAfter(now)) {
            return null;
        }
        Instant latest = now.plus(MAX);
        return until.isAfter(latest) ? latest : until;
    }

    private static long seconds(String digits) {
        // More digits than any wait that is honoured.
        return digits.length() > 9 ? MAX.toSeconds() : Long.parseLong(digits);
    }
}
