package dev.lastroom.server.netty;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a request. What two recipients could understand in two ways is refused. */
final class RequestForm {

    private RequestForm() {}

    /** Returns what is wrong with the form of a request; null if nothing is. */
    static @Nullable String fault(HttpRequest request) {
        DecoderResult decoded = request.decoderResult();
        if (decoded.isFailure()) {
            return decoded.cause() instanceof TooLongFrameException
                    ? "The request line may have " + WebServer.REQUEST_LINE_BYTES_MAX + " bytes, and all headers "
                            + WebServer.HEADERS_BYTES_MAX
                    : "The request is not valid HTTP";
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "The version of HTTP must be 1.0, 1.1 or 2";
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return "The request must have one header Host";
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isChunked = codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
        if (!codings.isEmpty() && (!isChunked || version.equals(HttpVersion.HTTP_1_0))) {
            return "Transfer-Encoding must be chunked, from HTTP/1.1 on";
        }
        return null;
    }
}
