package dev.lastroom.server.netty;

import dev.lastroom.server.http.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Writes an answer that is complete in memory, part after part as the client takes it. For the channel's event loop. */
final class WholeAnswer {

    /**
     * The size of a part of an answer. Before the system takes the next part, the client must have emptied the buffer,
     * which holds about as much again.
     */
    static final int PART_BYTES = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final Watch watch;
    private final boolean isHttp2;

    /** Hears whether the client took all of an answer. */
    @FunctionalInterface
    interface Listener {
        void written(boolean isWritten);
    }

    WholeAnswer(ChannelHandlerContext ctx, Watch watch, boolean isHttp2) {
        this.ctx = ctx;
        this.watch = watch;
        this.isHttp2 = isHttp2;
    }

    void write(Answer answer, HttpHeaders headers, Turn turn, Listener listener) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        byte[] content = ((Answer.Whole) answer.content()).bytes();
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        }
        if (!isHttp2) {
            if (!turn.keepsAlive) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            } else if (turn.isHttp10) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            }
        }
        ByteBuf body = turn.isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(content);
        if (body.readableBytes() <= PART_BYTES) {
            write(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, headers, EmptyHttpHeaders.INSTANCE),
                    listener);
        } else {
            write(
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers),
                    isWritten -> rest(isWritten, body, listener));
        }
    }

    private void rest(boolean isWritten, ByteBuf body, Listener listener) {
        if (!isWritten) {
            listener.written(false);
        } else if (body.readableBytes() <= PART_BYTES) {
            write(new DefaultLastHttpContent(body), listener);
        } else {
            write(new DefaultHttpContent(body.readRetainedSlice(PART_BYTES)), taken -> rest(taken, body, listener));
        }
    }

    private void write(HttpObject part, Listener listener) {
        watch.writing();
        ctx.writeAndFlush(part).addListener(future -> {
            watch.working();
            listener.written(future.isSuccess());
        });
    }
}
