package dev.lastroom.server.netty;

import dev.lastroom.server.edge.Exchange;
import dev.lastroom.server.edge.Work;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One request on a connection and its answer. For the event loop of the connection. */
final class Turn {

    /** What happens to a request next. */
    enum Phase {
        /** Its body is read. */
        READING,
        /** It waits for memory, or is carried out. */
        WORKING,
        /** Its answer is written. */
        ANSWERING,
        /** It is answered. What is left of its body is read, so that the next request can be found. */
        ANSWERED
    }

    final Exchange exchange;
    final boolean isHead;
    final boolean isHttp10;
    final boolean isEncoded;
    final long contentLength;
    Phase phase = Phase.WORKING;
    Work.@Nullable Task task;
    boolean keepsAlive;

    /** Whether the client waits to be asked for the body. */
    boolean holdsBodyBack;

    boolean isBodyDone;
    private long received;
    private byte[] whole = new byte[0];
    private @Nullable ByteArrayOutputStream parts;

    Turn(HttpRequest request, Exchange exchange) {
        HttpHeaders headers = request.headers();
        this.exchange = exchange;
        this.isHead = request.method().equals(HttpMethod.HEAD);
        this.isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        this.keepsAlive = HttpUtil.isKeepAlive(request);
        this.isEncoded = headers.contains(HttpHeaderNames.CONTENT_ENCODING);
        // What is no number makes the request malformed.
        this.contentLength = request.decoderResult().isFailure() ? -1 : HttpUtil.getContentLength(request, -1L);
        boolean hasBody = contentLength > 0 || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        this.holdsBodyBack =
                hasBody && !isHttp10 && headers.containsValue(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
    }

    /** Counts bytes of the body, and returns how many there were so far. */
    long count(int bytes) {
        received += bytes;
        return received;
    }

    void append(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length == 0) {
            return;
        }
        if (whole.length == 0 && parts == null) {
            whole = ByteBufUtil.getBytes(bytes);
            return;
        }
        try {
            if (parts == null) {
                parts = new ByteArrayOutputStream(whole.length * 2);
                parts.write(whole);
            }
            bytes.readBytes(parts, length);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    byte[] body() {
        return parts == null ? whole : parts.toByteArray();
    }
}
