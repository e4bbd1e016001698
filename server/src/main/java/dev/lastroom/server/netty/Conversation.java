package dev.lastroom.server.netty;

import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Door;
import dev.lastroom.server.edge.Exchange;
import dev.lastroom.server.edge.Work;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Head;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.Target;
import dev.lastroom.server.netty.Turn.Phase;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one connection of HTTP/1, or the request of one stream of HTTP/2, and answers one after the
 * other. For the channel's event loop.
 *
 * <p>Protocol: nothing is read that is not asked for. So a request waits in the system's buffers until the one before it
 * is answered, and a body until there is memory for it.
 */
final class Conversation extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /**
     * The most bytes read of a body. A body that is too long is read to its end, so that its sender sees the answer,
     * but no further than this.
     */
    static final long BODY_BYTES_READ_MAX = 2L * Call.BATCH_BYTES_MAX;

    private final Door door;
    private final Watch watch;
    private final boolean isHttp2;
    private final AnswerHeads heads;
    private @Nullable Turn turn;

    /** What was read at once with something else, and waits until it is wanted. */
    private final Queue<Object> arrived = new ArrayDeque<>();

    private boolean isWanted;
    private boolean isTaking;

    /** How much was read after the last answer; negative if there was no last answer yet. */
    private long discarded = -1;

    Conversation(Door door, AnswerHeads heads, Watch watch, boolean isHttp2) {
        this.door = door;
        this.heads = heads;
        this.watch = watch;
        this.isHttp2 = isHttp2;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        watch.awaitsRequest();
        if (ctx.channel().isActive()) {
            want(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        want(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        arrived.add(message);
        take(ctx);
    }

    /** Asks for the next part of a request. */
    private void want(ChannelHandlerContext ctx) {
        isWanted = true;
        take(ctx);
    }

    /** Takes what has arrived as far as it is wanted, and reads more if there is nothing. */
    private void take(ChannelHandlerContext ctx) {
        if (isTaking) {
            return;
        }
        isTaking = true;
        try {
            while (isWanted && !arrived.isEmpty()) {
                isWanted = false;
                Object message = arrived.remove();
                try {
                    take(ctx, message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        } finally {
            isTaking = false;
        }
        if (isWanted) {
            ctx.read();
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (discarded >= 0) {
            discard(ctx, message);
            return;
        }
        if (turn == null && message instanceof HttpRequest request) {
            begin(ctx, request);
        }
        if (turn != null && message instanceof HttpContent content) {
            content(ctx, turn, content);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        InetAddress remote = Connections.remote(ctx.channel());
        Head head = new Head(
                request.method().name(),
                Target.of(request.uri()),
                name -> request.headers().getAll(name),
                remote);
        Exchange exchange = door.begin(head, ctx.executor());
        Turn begun = new Turn(request, exchange);
        turn = begun;
        String fault = RequestForm.fault(request);
        if (fault != null) {
            begun.keepsAlive = false;
            send(ctx, begun, Door.malformed(fault));
            return;
        }
        switch (door.enter(exchange)) {
            case Work.Answered(Answer answer, boolean isLast) -> {
                begun.keepsAlive = begun.keepsAlive && !isLast;
                send(ctx, begun, answer);
            }
            case Work.Task task -> {
                begun.task = task;
                if (task.bodyBytesMax() == 0) {
                    carryOut(ctx, begun, task);
                } else {
                    reserve(ctx, begun, task);
                }
            }
        }
    }

    /** Takes memory for the body before it is read. */
    private void reserve(ChannelHandlerContext ctx, Turn current, Work.Task task) {
        if (current.contentLength > BODY_BYTES_READ_MAX) {
            current.keepsAlive = false;
            send(ctx, current, Door.tooLong(task.bodyBytesMax()));
            return;
        }
        boolean isKnown = current.contentLength >= 0 && !current.isEncoded;
        long bytes = isKnown ? Math.min(current.contentLength, task.bodyBytesMax()) : task.bodyBytesMax();
        if (current.exchange.tryKeepBody(bytes)) {
            read(ctx, current, task);
            return;
        }
        watch.working();
        Thread.ofVirtual().name("lastroom-waits-for-memory").start(() -> {
            Answer refusal;
            try {
                current.exchange.keepBody(bytes);
                refusal = null;
            } catch (ProblemException e) {
                refusal = e.problem().answer();
            }
            Answer found = refusal;
            later(ctx, () -> {
                if (found == null) {
                    read(ctx, current, task);
                } else {
                    send(ctx, current, found);
                }
            });
        });
    }

    private void read(ChannelHandlerContext ctx, Turn current, Work.Task task) {
        if (!ctx.channel().isActive()) {
            door.end(current.exchange, 0);
            return;
        }
        if (current.holdsBodyBack) {
            current.holdsBodyBack = false;
            ChannelFuture _ = ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
        current.phase = Phase.READING;
        if (current.isBodyDone) {
            carryOut(ctx, current, task);
        } else {
            watch.receiving();
            want(ctx);
        }
    }

    private void content(ChannelHandlerContext ctx, Turn current, HttpContent content) {
        boolean isMalformed = content.decoderResult().isFailure();
        long received = current.count(content.content().readableBytes());
        current.isBodyDone = content instanceof LastHttpContent && !isMalformed;
        switch (current.phase) {
            case READING -> {
                Work.Task task = Objects.requireNonNull(current.task);
                if (isMalformed) {
                    current.keepsAlive = false;
                    send(
                            ctx,
                            current,
                            Door.malformed("The body is not valid HTTP: its chunks or trailers are malformed"));
                } else if (received > task.bodyBytesMax()) {
                    send(ctx, current, Door.tooLong(task.bodyBytesMax()));
                } else {
                    current.append(content.content());
                    if (current.isBodyDone) {
                        carryOut(ctx, current, task);
                    } else {
                        want(ctx);
                    }
                }
            }
            case ANSWERED -> {
                if (current.isBodyDone) {
                    next(ctx);
                } else if (isMalformed || received > BODY_BYTES_READ_MAX) {
                    leave(ctx, current);
                } else {
                    want(ctx);
                }
            }
            case WORKING, ANSWERING -> {
                // The rest is read when the request is answered.
            }
        }
    }

    private void carryOut(ChannelHandlerContext ctx, Turn current, Work.Task task) {
        current.phase = Phase.WORKING;
        watch.working();
        byte[] body = current.body();
        if (task.blocks()) {
            Thread.ofVirtual()
                    .name("lastroom-request")
                    .start(() -> current.exchange.log(() -> {
                        try {
                            answer(
                                    ctx,
                                    current,
                                    task.run().apply(body).toCompletableFuture().join());
                        } catch (RuntimeException | Error e) {
                            failed(ctx, current, e);
                        }
                    }));
        } else {
            current.exchange.log(() -> {
                CompletionStage<Void> _ = task.run().apply(body).thenAccept(answer -> answer(ctx, current, answer));
            });
        }
    }

    private void answer(ChannelHandlerContext ctx, Turn current, Answer answer) {
        if (answer.content() instanceof Answer.Stream stream) {
            new StreamedAnswer(ctx, watch, isHttp2, current.isHttp10, current.isHead)
                    .write(answer.status(), heads.of(answer, current.exchange), stream);
            later(ctx, () -> written(ctx, current, answer.status(), false));
        } else if (ctx.executor().inEventLoop()) {
            send(ctx, current, answer);
        } else {
            later(ctx, () -> send(ctx, current, answer));
        }
    }

    /** Cuts off an answer that cannot be written to its end. The client must not take a part of it for all. */
    private void failed(ChannelHandlerContext ctx, Turn current, Throwable cause) {
        LOG.error("an answer could not be written", cause);
        later(ctx, () -> written(ctx, current, 0, false));
    }

    /** Goes on from another thread. */
    private static void later(ChannelHandlerContext ctx, Runnable action) {
        try {
            ctx.executor().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has stopped", e);
        }
    }

    private void send(ChannelHandlerContext ctx, Turn current, Answer answer) {
        current.phase = Phase.ANSWERING;
        current.keepsAlive = current.keepsAlive && !current.holdsBodyBack;
        try {
            new WholeAnswer(ctx, watch, isHttp2)
                    .write(
                            answer,
                            heads.of(answer, current.exchange),
                            current,
                            isWritten -> written(ctx, current, isWritten ? answer.status() : 0, current.keepsAlive));
        } catch (RuntimeException e) {
            failed(ctx, current, e);
        }
    }

    /** @param status what was answered; 0 if the client did not get the answer */
    private void written(ChannelHandlerContext ctx, Turn current, int status, boolean keepsAlive) {
        door.end(current.exchange, status);
        current.phase = Phase.ANSWERED;
        if (status == 0) {
            ChannelFuture _ = ctx.close();
        } else if (!keepsAlive && !isHttp2) {
            leave(ctx, current);
        } else if (current.isBodyDone) {
            next(ctx);
        } else {
            watch.receiving();
            want(ctx);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        turn = null;
        watch.awaitsRequest();
        want(ctx);
    }

    /**
     * Closes after the last answer. What a client still sends is read and dropped: the system would else reset the
     * connection, and the answer would be lost with it.
     */
    private void leave(ChannelHandlerContext ctx, Turn current) {
        boolean isRaw = ctx.channel() instanceof SocketChannel && ctx.pipeline().get(SslHandler.class) == null;
        if (current.isBodyDone || !isRaw) {
            ChannelFuture _ = ctx.close();
            return;
        }
        discarded = 0;
        watch.receiving();
        ChannelFuture _ = ((SocketChannel) ctx.channel()).shutdownOutput();
        want(ctx);
    }

    private void discard(ChannelHandlerContext ctx, Object message) {
        discarded += message instanceof HttpContent content ? content.content().readableBytes() : 0;
        if (message instanceof LastHttpContent || discarded > BODY_BYTES_READ_MAX) {
            ChannelFuture _ = ctx.close();
        } else {
            want(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        arrived.forEach(ReferenceCountUtil::release);
        arrived.clear();
        if (turn != null && turn.phase == Phase.READING) {
            turn.phase = Phase.ANSWERED;
            door.end(turn.exchange, 0);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("a connection failed", cause);
        ChannelFuture _ = ctx.close();
    }
}
