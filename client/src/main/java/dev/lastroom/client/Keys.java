package dev.lastroom.client;

import dev.lastroom.client.model.BatchRequest;
import dev.lastroom.client.model.BookingRequest;
import java.util.UUID;

/** Idempotency keys of the requests in a batch, which are in its body. */
final class Keys {

    private Keys() {}

    /** Returns the batch with a key for each request that has none. */
    static BatchRequest in(BatchRequest batch) {
        return new BatchRequest(batch.requests().stream().map(Keys::in).toList());
    }

    private static BookingRequest in(BookingRequest request) {
        return request.idempotencyKey() == null
                ? request.withIdempotencyKey(UUID.randomUUID().toString())
                : request;
    }
}
