package dev.lastroom.engine.outcome;

import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as the store remembers it under its idempotency key: what the key is bound to, what it stands for and where
 * the request came from. Immutable and thread-safe.
 *
 * @param key the name of the key
 * @param fingerprint what the key is bound to
 * @param outcome what it stands for
 * @param createdAt when the request was decided
 * @param requestId the request's id
 * @param clientAddress where it came from
 * @param userAgent which program sent it
 */
public record KeyRecord(
        ScopedKey key,
        Fingerprint fingerprint,
        KeyOutcome outcome,
        Instant createdAt,
        String requestId,
        @Nullable String clientAddress,
        @Nullable String userAgent) {

    /** Makes the record of {@code request} and its outcome. */
    public static KeyRecord of(Request<?> request, KeyOutcome outcome) {
        Claim claim = request.requiredClaim();
        Caller caller = request.caller();
        return new KeyRecord(
                claim.scoped(),
                claim.fingerprint(),
                outcome,
                request.at(),
                caller.requestId(),
                caller.clientAddress(),
                caller.userAgent());
    }

    /**
     * The outcome that the key stands for. It is always of this kind, since a key is bound to the kind of its command.
     *
     * @throws IllegalStateException if it is of another kind
     */
    public <T extends KeyOutcome> T outcome(Class<T> kind) {
        if (!kind.isInstance(outcome)) {
            throw new IllegalStateException(
                    "key " + key + " stands for " + outcome + ", not for " + kind.getSimpleName());
        }
        return kind.cast(outcome);
    }
}
