package dev.lastroom.server.netty;

import dev.lastroom.server.http.Answer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer as it is made. Each write waits until the client takes it. For the thread of one request. */
final class StreamedAnswer extends OutputStream {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

    private final ChannelHandlerContext ctx;
    private final Watch watch;
    private final boolean isHttp2;
    private final boolean isHttp10;
    private final boolean isHead;

    StreamedAnswer(ChannelHandlerContext ctx, Watch watch, boolean isHttp2, boolean isHttp10, boolean isHead) {
        this.ctx = ctx;
        this.watch = watch;
        this.isHttp2 = isHttp2;
        this.isHttp10 = isHttp10;
        this.isHead = isHead;
    }

    /** Writes {@code stream} to its end, or until the client is gone. */
    void write(int status, HttpHeaders headers, Answer.Stream stream) {
        if (!isHttp2) {
            // A stream lasts long, and no connection is used again after it.
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (!isHttp2 && !isHttp10 && !isHead) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        try (stream) {
            write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers));
            if (!isHead) {
                stream.writeTo(this);
            }
            write(LastHttpContent.EMPTY_LAST_CONTENT);
        } catch (IOException e) {
            LOG.trace("the client is gone", e);
        }
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = offset; from < offset + length; from += WholeAnswer.PART_BYTES) {
            int size = Math.min(WholeAnswer.PART_BYTES, offset + length - from);
            write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, from, size)));
        }
    }

    private void write(HttpObject part) throws IOException {
        ChannelPromise promise = ctx.newPromise();
        try {
            ctx.executor().execute(() -> {
                watch.writing();
                ctx.writeAndFlush(part, promise).addListener(_ -> watch.working());
            });
        } catch (RejectedExecutionException e) {
            throw new IOException("the server stops", e);
        }
        if (!promise.awaitUninterruptibly().isSuccess()) {
            throw new IOException("the client is gone", promise.cause());
        }
    }
}
