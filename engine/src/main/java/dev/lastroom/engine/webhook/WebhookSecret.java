package dev.lastroom.engine.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that sign the events sent. After a rotation two secrets sign for a while, so that the receiver can switch
 * without losing an event. Immutable and thread-safe.
 *
 * @param current the newest, {@code whsec_} and 32 bytes in base64
 * @param previous the one before it; null if there was none
 * @param previousUntil until when the one before it signs too; null if there was none
 */
public record WebhookSecret(
        String current, @Nullable String previous, @Nullable Instant previousUntil) {

    /** The first secret. */
    public static WebhookSecret of(String secret) {
        return new WebhookSecret(secret, null, null);
    }

    /** A new secret, with the current one signing too until {@code until}. */
    public WebhookSecret rotated(String secret, Instant until) {
        return new WebhookSecret(secret, current, until);
    }

    /** The secrets that sign at {@code now}, newest first. */
    public List<String> signing(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(current, previous)
                : List.of(current);
    }

    /** Leaves out the secrets, which must not be in any log. */
    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
