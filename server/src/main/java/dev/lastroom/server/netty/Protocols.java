package dev.lastroom.server.netty;

import dev.lastroom.server.edge.BrowserHeaders;
import dev.lastroom.server.edge.Door;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which HTTP a client speaks, and puts together what reads and writes it. Each connection of HTTP/1, and each
 * stream of HTTP/2, has a {@link Conversation}. Thread-safe.
 */
final class Protocols {

    /** The most requests at a time on one connection of HTTP/2, as the standard recommends. */
    static final int STREAMS_MAX = 100;

    private final Door door;
    private final Connections connections;
    private final AnswerHeads heads;
    private final @Nullable SslContext ssl;

    Protocols(Door door, Connections connections, BrowserHeaders browserHeaders, @Nullable SslContext ssl) {
        this.door = door;
        this.connections = connections;
        this.heads = new AnswerHeads(browserHeaders);
        this.ssl = ssl;
    }

    /** Begins a connection. */
    void begin(SocketChannel channel) {
        Watch watch = connections.watch(channel);
        if (ssl == null) {
            channel.pipeline().addLast(new Preface(watch));
        } else {
            channel.pipeline().addLast(ssl.newHandler(channel.alloc()), new Negotiated(watch));
        }
    }

    private void http1(ChannelPipeline pipeline, Watch watch) {
        pipeline.addLast(
                new FirstByte(watch),
                new StrictDecoder(),
                new HttpResponseEncoder(),
                new Conversation(door, heads, watch, false));
    }

    private void http2(ChannelPipeline pipeline, Watch watch) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings()
                                .maxConcurrentStreams(STREAMS_MAX)
                                .maxHeaderListSize(WebServer.HEADERS_BYTES_MAX))
                        .gracefulShutdownTimeoutMillis(WebServer.SOCKET_GRACE.toMillis())
                        .build(),
                new Http2MultiplexHandler(new ChannelInitializer<>() {
                    private int streams;

                    @Override
                    protected void initChannel(Channel stream) {
                        streams++;
                        watch.working();
                        stream.closeFuture().addListener(_ -> {
                            if (--streams == 0) {
                                watch.receiving();
                            }
                        });
                        stream.config().setAutoRead(false);
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(true),
                                        new Conversation(door, heads, connections.watch(stream), true));
                    }
                }));
        // The codec reads frames as they come; each stream has a window of its own.
        pipeline.channel().config().setAutoRead(true);
    }

    /** Chooses by what the handshake agreed on. */
    private final class Negotiated extends ApplicationProtocolNegotiationHandler {

        private final Watch watch;

        private Negotiated(Watch watch) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.watch = watch;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            // The handshake begins with the client.
            ctx.read();
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            watch.receiving();
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(ctx.pipeline(), watch);
            } else {
                http1(ctx.pipeline(), watch);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture _ = ctx.close();
        }
    }

    /** Without TLS, tells a client of HTTP/2 by the first line that it sends. */
    private final class Preface extends ByteToMessageDecoder {

        private static final ByteBuf EXPECTED = Http2CodecUtil.connectionPrefaceBuf();

        private final Watch watch;

        private Preface(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            int compared = Math.min(in.readableBytes(), EXPECTED.readableBytes());
            boolean isHttp2 = in.slice(in.readerIndex(), compared).equals(EXPECTED.slice(0, compared));
            if (isHttp2 && compared < EXPECTED.readableBytes()) {
                return;
            }
            if (isHttp2) {
                http2(ctx.pipeline(), watch);
            } else {
                http1(ctx.pipeline(), watch);
            }
            // What was read goes on to the codec.
            ctx.pipeline().remove(this);
        }
    }

    /** Marks the first byte of a request, which then has its time to arrive. */
    private static final class FirstByte extends ChannelInboundHandlerAdapter {

        private final Watch watch;

        private FirstByte(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            watch.firstByte();
            ctx.fireChannelRead(bytes);
        }
    }

    /** Refuses what two recipients could understand in two ways, and so smuggle requests past one of them. */
    private static final class StrictDecoder extends HttpRequestDecoder {

        private StrictDecoder() {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(WebServer.REQUEST_LINE_BYTES_MAX)
                    .setMaxHeaderSize(WebServer.HEADERS_BYTES_MAX));
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("Content-Length and Transfer-Encoding exclude each other");
        }
    }
}
