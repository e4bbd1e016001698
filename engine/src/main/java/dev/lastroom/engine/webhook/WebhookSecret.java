package dev.lastroom.engine.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What messages are signed with. After a rotation two secrets sign for a while, so that the receiver can change over
 * without losing one. Immutable and thread-safe.
 *
 * @param current the newest, {@code whsec_} and 32 bytes in base64
 * @param previous the one before it; null if there was none
 * @param previousUntil until when the one before it signs too; null if there was none
 */
public record WebhookSecret(
        String current, @Nullable String previous, @Nullable Instant previousUntil) {

    /** The first one. */
    public static WebhookSecret of(String secret) {
        return new WebhookSecret(secret, null, null);
    }

    /** A new one, beside which the current one signs until {@code until}. */
    public WebhookSecret rotated(String secret, Instant until) {
        return new WebhookSecret(secret, current, until);
    }

    /** Those that sign at {@code now}, the newest first. */
    public List<String> signing(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(current, previous)
                : List.of(current);
    }

    /** Without the secrets, which no log may hold. */
    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
