package dev.lastroom.engine.booking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a request under its idempotency key: what it was bound to, what came of it and where it came
 * from. Immutable and thread-safe.
 *
 * @param key the name of the key
 * @param fingerprint what the key is bound to
 * @param bookingId the booking that was made, the entry of a waitlist, or the allotment; null where the request was refused
 * @param refusal the refusal; null where a booking was made
 * @param createdAt when the request was decided
 * @param requestId the request's id
 * @param clientAddress where it came from
 * @param userAgent which program sent it
 */
public record KeyRecord(
        ScopedKey key,
        Fingerprint fingerprint,
        @Nullable BookingId bookingId,
        @Nullable Refusal refusal,
        Instant createdAt,
        String requestId,
        @Nullable String clientAddress,
        @Nullable String userAgent) {

    /** @throws IllegalArgumentException if it names both a booking and a refusal, or neither */
    public KeyRecord {
        if ((bookingId == null) == (refusal == null)) {
            throw new IllegalArgumentException("a key stands for a booking or for a refusal: " + key);
        }
    }
}
