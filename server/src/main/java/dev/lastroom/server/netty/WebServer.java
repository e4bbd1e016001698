package dev.lastroom.server.netty;

import dev.lastroom.server.edge.BrowserHeaders;
import dev.lastroom.server.edge.Door;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.TlsSettings;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, and answers each request as the {@link Door} decides. Thread-safe. */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** The longest request line, in bytes. */
    public static final int REQUEST_LINE_BYTES_MAX = 4 * 1024;

    /** The longest headers, all together, in bytes. */
    public static final int HEADERS_BYTES_MAX = 16 * 1024;

    /**
     * The socket's send buffer, in bytes. By default, the system would keep megabytes for each client that does not
     * read, and would wake a write only after a third of them were taken.
     */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private static final int BACKLOG = 1024;

    /** Short, because requests have already had their grace when the web server is stopped. */
    static final Duration SOCKET_GRACE = Duration.ofMillis(200);

    private final EventLoopGroup loops;
    private final Channel listener;
    private final ChannelGroup open;
    private volatile boolean isClosing;

    private WebServer(EventLoopGroup loops, Channel listener, ChannelGroup open) {
        this.loops = loops;
        this.listener = listener;
        this.open = open;
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalArgumentException if the certificate cannot be used
     * @throws IllegalStateException if the port cannot be listened on, for example because it is taken
     */
    public static WebServer start(HttpSettings settings, InetAddress address, Door door, Connections connections) {
        TlsSettings tls = settings.tls();
        SslContext ssl = tls == null ? null : context(tls);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("lastroom-http"),
                NioIoHandler.newFactory());
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Protocols protocols = new Protocols(door, connections, new BrowserHeaders(tls != null), ssl);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                // One at a time, so that the limit of connections holds exactly.
                .option(ChannelOption.RECVBUF_ALLOCATOR, new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open.add(channel);
                        if (connections.enter(channel)) {
                            protocols.begin(channel);
                        } else {
                            refuse(channel, connections, ssl == null);
                        }
                    }
                });
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(address, settings.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Future<?> _ = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            throw new IllegalStateException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        connections.listensOn((NioServerSocketChannel) bound.channel());
        return new WebServer(loops, bound.channel(), open);
    }

    private static SslContext context(TlsSettings tls) {
        TlsSettings.Identity identity = tls.read();
        try {
            return SslContextBuilder.forServer(identity.key(), identity.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException | RuntimeException e) {
            throw tls.unusable(e);
        }
    }

    /** Says why a connection is refused, where this can be said without TLS. */
    private static void refuse(SocketChannel channel, Connections connections, boolean plain) {
        if (!plain) {
            ChannelFuture _ = channel.close();
            return;
        }
        Answer answer = Problem.of(
                        ErrorCode.OVERLOADED,
                        "This address already has " + connections.ofAddressMax()
                                + " connections (http.connectionsPerAddressMax); close some first")
                .answer();
        byte[] body = ((Answer.Whole) answer.content()).bytes();
        String head = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: "
                + answer.content().type() + "\r\nContent-Length: " + body.length + "\r\nRetry-After: "
                + answer.headers().get(Problem.RETRY_AFTER) + "\r\nConnection: close\r\n\r\n";
        channel.writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Returns the port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns what is wrong with the socket; null if nothing is. */
    public @Nullable String fault() {
        return listener.isOpen() || isClosing ? null : "it no longer listens";
    }

    /** Stops to listen, and closes all connections. */
    @Override
    public void close() {
        isClosing = true;
        listener.close().awaitUninterruptibly();
        open.close().awaitUninterruptibly(SOCKET_GRACE.toMillis());
        loops.shutdownGracefully(0, SOCKET_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
        LOG.debug("stopped");
    }
}
