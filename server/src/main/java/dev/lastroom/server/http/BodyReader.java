package dev.lastroom.server.http;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads bodies: JSON only, up to a limit, and in good time. Thread-safe. */
final class BodyReader {

    private final ReceiveTimeout timeout;

    BodyReader(ReceiveTimeout timeout) {
        this.timeout = timeout;
    }

    /**
     * Reads the body, which may be empty.
     *
     * @throws ProblemException if the body is longer than {@code bytesMax}, or says that it is not JSON
     */
    byte[] read(ServerRequest request, int bytesMax) {
        if (!isJson(request)) {
            throw Problem.ofField(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type",
                            "Content-Type must be application/json in UTF-8")
                    .exception();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = timeout.within(() -> readUpTo(request.content().inputStream(), bytesMax + 1));
        if (body.length > bytesMax) {
            throw Problem.ofField(ErrorCode.PAYLOAD_TOO_LARGE, "body", "body must be at most " + bytesMax + " bytes")
                    .exception();
        }
        return body;
    }

    private static byte[] readUpTo(InputStream in, int bytes) {
        try {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJson(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.CONTENT_TYPE)) {
            return true;
        }
        Optional<HttpMediaType> type;
        try {
            type = request.headers().contentType();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return type.map(t -> t.mediaType().equals(MediaTypes.APPLICATION_JSON)
                        && t.charset().map("utf-8"::equalsIgnoreCase).orElse(true))
                .orElse(false);
    }
}
