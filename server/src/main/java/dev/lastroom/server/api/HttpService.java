package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.AccessLog;
import dev.lastroom.server.edge.Admission;
import dev.lastroom.server.edge.BodyReader;
import dev.lastroom.server.edge.BrowserHeaders;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Capacity;
import dev.lastroom.server.edge.Connections;
import dev.lastroom.server.edge.Hook;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.InFlight;
import dev.lastroom.server.edge.Listener;
import dev.lastroom.server.edge.Readiness;
import dev.lastroom.server.edge.ReceiveTimeout;
import dev.lastroom.server.edge.RequestFilter;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.edge.Ticker;
import dev.lastroom.server.edge.TransportProblems;
import dev.lastroom.server.edge.WatchedConnections;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookSender;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's API over HTTP. Each request blocks a virtual thread of its own. Thread-safe. */
public final class HttpService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    /** The longest request line, in bytes. */
    public static final int REQUEST_LINE_BYTES_MAX = 4 * 1024;

    /** The longest headers, all together, in bytes. */
    public static final int HEADERS_BYTES_MAX = 16 * 1024;

    /**
     * The most bytes read of a body. A body that is too long is read to its end, so that its sender sees the answer,
     * but no further than this.
     */
    static final long BODY_BYTES_READ_MAX = 2L * Call.BATCH_BYTES_MAX;

    /**
     * The socket's send buffer, in bytes. By default, the system would keep megabytes for each client that does not
     * read, and would wake a write only after a third of them were taken.
     */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    /** Short, because requests have already had their grace when the web server is stopped. */
    private static final Duration SOCKET_GRACE = Duration.ofMillis(200);

    private final WebServer server;
    private final InFlight inFlight;
    private final EventFeed eventFeed;
    private final ReceiveTimeout receiveTimeout;
    private final WebhookSender webhookSender;
    private final Listener listener;
    private final Ticker ticker;
    private final Limits limits;
    private final Duration shutdownGrace;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpService(
            WebServer server,
            InFlight inFlight,
            EventFeed eventFeed,
            ReceiveTimeout receiveTimeout,
            WebhookSender webhookSender,
            Listener listener,
            Ticker ticker,
            Limits limits,
            Duration shutdownGrace) {
        this.server = server;
        this.inFlight = inFlight;
        this.eventFeed = eventFeed;
        this.receiveTimeout = receiveTimeout;
        this.webhookSender = webhookSender;
        this.listener = listener;
        this.ticker = ticker;
        this.limits = limits;
        this.shutdownGrace = shutdownGrace;
    }

    /**
     * Starts to listen with a sender of its own. Webhooks may point to internal addresses if the service is on
     * loopback.
     */
    public static HttpService start(
            HttpSettings settings, BookingEngine engine, Keyring keys, PrometheusMeterRegistry registry) {
        boolean allowPrivate = address(settings.host()).isLoopbackAddress();
        WebhookSender sender = new WebhookSender(new WebhookAddresses(allowPrivate));
        return start(settings, engine, keys, registry, sender);
    }

    /**
     * Starts to listen. The caller keeps the engine, and closes it after the service.
     *
     * @param webhookSender sends test messages; closed with the service
     * @throws IllegalArgumentException naming the setting, if the host is not known, or is reachable from other
     *     machines while there are no keys, if the certificate cannot be used, or if the process has too few resources
     * @throws IllegalStateException if the port cannot be listened on, for example because it is taken
     */
    public static HttpService start(
            HttpSettings settings,
            BookingEngine engine,
            Keyring keys,
            PrometheusMeterRegistry registry,
            WebhookSender webhookSender) {
        InetAddress address = address(settings.host());
        if (keys.isOpen() && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("http.host " + settings.host()
                    + " can be reached from other machines, so the server needs API keys, but there are none:"
                    + " create one with lastroom keys create");
        }
        Tls tls = settings.tls() == null ? null : settings.tls().tls();
        checkFree(new InetSocketAddress(address, settings.port()));
        Capacity capacity = Capacity.of(settings.edge(), Capacity.Means.now());
        if (capacity.connections() < Capacity.CONNECTIONS_FEW) {
            LOG.warn(
                    "only {} connections are possible at a time: see ulimit -n, -Xmx and http.connectionsMax",
                    capacity.connections());
        }
        EngineMetrics.watch(registry, engine);

        InFlight inFlight = new InFlight(capacity.requestsOfOwner(), capacity.requestsOfKey());
        Connections connections = new Connections(
                capacity, settings.edge().writeTimeout(), settings.idleTimeout(), settings.tls() == null);
        Budget requestBytes = new Budget("requests in flight", capacity.bytesInFlight());
        Budget answerBytes = new Budget("answers in flight", capacity.bytesInFlight());
        EventFeed eventFeed = new EventFeed(engine);
        Limits limits = Limits.of(capacity, engine, connections, inFlight, requestBytes, answerBytes, eventFeed);
        limits.watch(registry, connections);
        ReceiveTimeout receiveTimeout = new ReceiveTimeout(settings.idleTimeout(), engine.breakdown());
        Listener listener = new Listener(engine.breakdown());
        Readiness readiness = new Readiness()
                .check("engine", () -> message(engine.breakdown()))
                .check("lanes", engine::laneFault)
                .check("sweepers", engine::sweeperFault)
                .check("events", eventFeed::fault)
                .check("listener", listener::fault)
                .check("clock", () -> clockFault(engine));
        AccessLog accessLog = new AccessLog(registry);
        BrowserHeaders browserHeaders = new BrowserHeaders(tls != null);
        Admission admission = new Admission(keys, settings.rates(), System::nanoTime);
        List<Route> routes = Routes.all(
                engine, settings, eventFeed, webhookSender, new OperatingEndpoints(engine, registry, readiness));
        HttpRouting.Builder routing = HttpRouting.builder()
                .addFilter(new RequestFilter(
                        inFlight, admission, requestBytes, answerBytes, accessLog, receiveTimeout, browserHeaders));
        new Dispatcher(admission, settings.scheme(), new BodyReader(receiveTimeout), engine).register(routes, routing);
        WebPages.register(routing);
        ThrownAnswers.register(routing);

        WebServerConfig.Builder config = config(settings, address, capacity, connections, receiveTimeout, routing)
                .directHandlers(TransportProblems.handlers(accessLog, browserHeaders));
        if (tls != null) {
            config.tls(tls);
        }
        WebServer server = WebServer.create(Hook.before(
                WebServerConfig.class,
                config.buildPrototype(),
                "configureSocket",
                ServerSocketChannel.class,
                listener::listensOn));
        Ticker ticker = new Ticker(
                "lastroom-connections", Ticker.period(settings.edge().writeTimeout()), engine.breakdown(), () -> {
                    connections.look();
                    listener.look();
                });
        server.start();
        if (!server.isRunning()) {
            ticker.close();
            receiveTimeout.close();
            throw new IllegalStateException("cannot listen on " + settings.host() + ":" + settings.port());
        }
        return new HttpService(
                server,
                inFlight,
                eventFeed,
                receiveTimeout,
                webhookSender,
                listener,
                ticker,
                limits,
                settings.shutdownGrace());
    }

    private static @Nullable String message(Breakdown breakdown) {
        Breakdown.Cause cause = breakdown.cause();
        return cause == null ? null : cause.message();
    }

    private static @Nullable String clockFault(BookingEngine engine) {
        try {
            Instant _ = engine.now();
            return null;
        } catch (StoreException e) {
            return e.getMessage();
        }
    }

    private static WebServerConfig.Builder config(
            HttpSettings settings,
            InetAddress address,
            Capacity capacity,
            Connections connections,
            ReceiveTimeout receiveTimeout,
            HttpRouting.Builder routing) {
        Http1Config http1 = Http1Config.builder()
                .maxPrologueLength(REQUEST_LINE_BYTES_MAX)
                .maxHeadersSize(HEADERS_BYTES_MAX)
                .addReceiveListener(receiveTimeout)
                .build();
        SocketOptions options = SocketOptions.builder()
                .tcpNoDelay(true)
                .socketSendBufferSize(SEND_BUFFER_BYTES)
                .build();
        return WebServer.builder()
                .address(address)
                .port(settings.port())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new WatchedConnections(connections, http1))
                .connectionOptions(Hook.before(
                        SocketOptions.class, options, "configureSocket", SocketChannel.class, connections::accepted))
                .maxTcpConnections(capacity.connections())
                .maxPayloadSize(BODY_BYTES_READ_MAX)
                .idleConnectionTimeout(settings.idleTimeout())
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .shutdownHook(false)
                .shutdownGracePeriod(SOCKET_GRACE)
                .routing(routing);
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("http.host " + host + " is unknown", e);
        }
    }

    /** Fails with a reason if the port is taken. The web server itself only logs why it does not start. */
    private static void checkFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the limit of each resource that could run out, on one line. */
    public String limits() {
        return limits.line();
    }

    /** Returns whether it takes no more requests. */
    public boolean isClosing() {
        return inFlight.isClosed();
    }

    /**
     * Takes no more requests, answers those in flight within the grace of the settings, and stops listening. A request
     * that comes meanwhile is told to try elsewhere.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // Streams end by themselves then, and need no grace.
        eventFeed.close();
        int left = inFlight.close(shutdownGrace);
        if (left > 0) {
            LOG.warn("{} requests were not answered within {}", left, shutdownGrace);
        }
        listener.close();
        server.stop();
        ticker.close();
        receiveTimeout.close();
        webhookSender.close();
    }
}
