package dev.lastroom.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer with what its headers say.
 *
 * @param <T> the value
 * @param status the HTTP status: 200, 201 or 304
 * @param body the value; null if the status is 304
 * @param headers the headers
 */
public record Answer<T>(int status, @Nullable T body, Headers headers) {

    /**
     * What headers say.
     *
     * @param requestId the request's name in the server's logs
     * @param etag names the answered state, for {@link Call#withIfMatch}
     * @param position a place in the log of events that has what this answer says, for {@code atLeast} of a search
     * @param replayed whether the server had carried out the call before
     */
    public record Headers(
            Optional<String> requestId, Optional<String> etag, Optional<String> position, boolean replayed) {}

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if there is none, because the state is the one that
     *     {@link Call#withIfNoneMatch} named
     */
    public T value() {
        if (body == null) {
            throw new IllegalStateException("not modified: there is no value");
        }
        return body;
    }
}
