package dev.lastroom.server.edge;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.RequestException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads bodies: JSON only, up to a limit in bytes and in time. Thread-safe. */
public final class BodyReader {

    /** The memory that a request takes for each byte of its body: as JSON, commands, outcomes and an answer. */
    static final long WEIGHT = 8;

    private static final MediaType MERGE_PATCH = MediaTypes.create("application/merge-patch+json");

    private final ReceiveTimeout timeout;

    public BodyReader(ReceiveTimeout timeout) {
        this.timeout = timeout;
    }

    /**
     * Reads the body, which may be empty.
     *
     * @throws ProblemException if the body is longer than {@code bytesMax}, or its declared type is not JSON
     */
    byte[] read(ServerRequest request, int bytesMax) {
        return read(request, bytesMax, List.of(MediaTypes.APPLICATION_JSON));
    }

    /** Reads a merge patch, which has a media type of its own, as {@link #read} does. */
    byte[] readPatch(ServerRequest request, int bytesMax) {
        return read(request, bytesMax, List.of(MERGE_PATCH, MediaTypes.APPLICATION_JSON));
    }

    private byte[] read(ServerRequest request, int bytesMax, List<MediaType> types) {
        if (!request.headers().all(HeaderNames.CONTENT_TYPE, List::of).stream().allMatch(type -> isOf(types, type))) {
            String wanted = types.stream().map(MediaType::text).collect(Collectors.joining(" or "));
            throw Problem.ofField(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type",
                            "Content-Type must be " + wanted + " in UTF-8")
                    .exception();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        Budget.Share memory = Exchange.of(request).requestBytes();
        memory.keep(WEIGHT * Math.min(request.headers().contentLength().orElse(bytesMax), bytesMax));
        byte[] body = timeout.within(() -> readUpTo(request.content().inputStream(), bytesMax + 1));
        memory.keep(WEIGHT * body.length);
        if (body.length > bytesMax) {
            throw Problem.ofField(ErrorCode.PAYLOAD_TOO_LARGE, "body", "body must be at most " + bytesMax + " bytes")
                    .exception();
        }
        return body;
    }

    private static byte[] readUpTo(InputStream in, int bytes) {
        try {
            return in.readNBytes(bytes);
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException e) {
            // The client went away, which is not an error of the service.
            throw new ServerConnectionException("the body ended early", e);
        } catch (RequestException e) {
            // The web server would wait for the rest of a body whose chunks it cannot tell apart.
            throw e.keepAlive() ? malformed(String.valueOf(e.getMessage()), e) : e;
        } catch (IncorrectNewLineException e) {
            throw malformed("a line of the chunked body does not end with CR LF", e);
        } catch (IllegalArgumentException e) {
            // The web server does not catch the error of a chunk length that is not a number.
            throw malformed("a chunk of the body has no valid length", e);
        }
    }

    private static RequestException malformed(String message, RuntimeException cause) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .message(message)
                .cause(cause)
                .setKeepAlive(false)
                .build();
    }

    private static boolean isOf(List<MediaType> types, String contentType) {
        try {
            HttpMediaType type = HttpMediaType.create(contentType);
            return types.contains(type.mediaType())
                    && type.charset().map("utf-8"::equalsIgnoreCase).orElse(true);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
