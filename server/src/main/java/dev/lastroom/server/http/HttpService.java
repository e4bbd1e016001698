package dev.lastroom.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lastroom.engine.BookingEngine;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's API over HTTP. Each request has a virtual thread of its own, which blocks. Thread-safe. */
public final class HttpService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    /** The longest request line, in bytes. */
    static final int REQUEST_LINE_BYTES_MAX = 4 * 1024;

    /** The longest headers, all together, in bytes. */
    static final int HEADERS_BYTES_MAX = 16 * 1024;

    /** A body that is too long is still read to its end, so that its sender sees the answer; but no further than this. */
    static final long BODY_BYTES_READ_MAX = 2L * Call.BATCH_BYTES_MAX;

    /** The most connections; more wait to be accepted. */
    static final int CONNECTIONS_MAX = 8_000;

    /** Files that are left for the store and the rest of the process. */
    private static final int FILES_RESERVED = 256;

    /** Requests have had their grace already when the web server is stopped. */
    private static final Duration SOCKET_GRACE = Duration.ofMillis(200);

    private final WebServer server;
    private final InFlight inFlight;
    private final EventFeed eventFeed;
    private final ReceiveTimeout receiveTimeout;
    private final WebhookSender webhookSender;
    private final Duration shutdownGrace;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpService(
            WebServer server,
            InFlight inFlight,
            EventFeed eventFeed,
            ReceiveTimeout receiveTimeout,
            WebhookSender webhookSender,
            Duration shutdownGrace) {
        this.server = server;
        this.inFlight = inFlight;
        this.eventFeed = eventFeed;
        this.receiveTimeout = receiveTimeout;
        this.webhookSender = webhookSender;
        this.shutdownGrace = shutdownGrace;
    }

    /** As the other, with the keys of the settings only, and webhooks that may point to any address. */
    public static HttpService start(
            HttpSettings settings, BookingEngine engine, ApiKeys keys, PrometheusMeterRegistry registry) {
        WebhookSender anywhere = new WebhookSender(new WebhookAddresses(true));
        return start(settings, engine, Keyring.of(keys), registry, anywhere);
    }

    /**
     * Starts to listen. The engine stays the caller's, who closes it after the service.
     *
     * @param webhookSender sends test messages; closed with the service
     * @throws IllegalArgumentException naming the setting, if the host is not known, or is reachable from other
     *     machines while there are no keys, or if the certificate cannot be used
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
            throw new IllegalArgumentException("host " + settings.host()
                    + " can be reached from other machines, which needs API keys; there are none");
        }
        Tls tls = settings.tls() == null ? null : settings.tls().tls();
        checkFree(new InetSocketAddress(address, settings.port()));
        EngineMetrics.watch(registry, engine);

        InFlight inFlight = new InFlight();
        EventFeed eventFeed = new EventFeed(engine);
        ReceiveTimeout receiveTimeout = new ReceiveTimeout(settings.idleTimeout());
        AccessLog accessLog = new AccessLog(registry);
        BrowserHeaders browserHeaders = new BrowserHeaders(tls != null);
        RateLimit rateLimit = new RateLimit(settings.requestsPerSecondMax(), System::nanoTime);
        List<Route> routes = Routes.all(
                new SetupEndpoints(engine),
                new CalendarEndpoint(engine),
                new AvailabilityEndpoints(engine),
                new BookingEndpoints(engine, settings.requireIdempotencyKey()),
                new LifeEndpoints(engine),
                new GroupEndpoints(engine, settings.requireIdempotencyKey()),
                new WaitlistEndpoints(engine, settings.requireIdempotencyKey()),
                new AllotmentEndpoints(engine, settings.requireIdempotencyKey()),
                new EventEndpoints(engine, eventFeed),
                new WebhookEndpoints(engine, webhookSender),
                new OperatingEndpoints(engine, registry));
        HttpRouting.Builder routing =
                HttpRouting.builder().addFilter(new RequestFilter(inFlight, accessLog, receiveTimeout, browserHeaders));
        new Dispatcher(keys, rateLimit, settings.scheme(), new BodyReader(receiveTimeout)).register(routes, routing);
        Pages.register(routing);
        ThrownAnswers.register(routing);

        WebServerConfig.Builder config = config(settings, address, receiveTimeout, routing)
                .directHandlers(TransportProblems.handlers(accessLog, browserHeaders));
        if (tls != null) {
            config.tls(tls);
        }
        WebServer server = config.build();
        server.start();
        if (!server.isRunning()) {
            receiveTimeout.close();
            throw new IllegalStateException("cannot listen on " + settings.host() + ":" + settings.port());
        }
        return new HttpService(server, inFlight, eventFeed, receiveTimeout, webhookSender, settings.shutdownGrace());
    }

    private static WebServerConfig.Builder config(
            HttpSettings settings, InetAddress address, ReceiveTimeout receiveTimeout, HttpRouting.Builder routing) {
        return WebServer.builder()
                .address(address)
                .port(settings.port())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(REQUEST_LINE_BYTES_MAX)
                        .maxHeadersSize(HEADERS_BYTES_MAX)
                        .addReceiveListener(receiveTimeout)
                        .build())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(connectionsMax())
                .maxPayloadSize(BODY_BYTES_READ_MAX)
                .idleConnectionTimeout(settings.idleTimeout())
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .shutdownHook(false)
                .shutdownGracePeriod(SOCKET_GRACE)
                .routing(routing);
    }

    /** Where files run out, the web server stops listening for good. */
    private static int connectionsMax() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.clamp(system.getMaxFileDescriptorCount() - FILES_RESERVED, 1, CONNECTIONS_MAX)
                : CONNECTIONS_MAX;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host " + host + " is not known", e);
        }
    }

    /** The web server itself only logs why it does not start. */
    private static void checkFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Whether it takes no more requests. */
    boolean isClosing() {
        return inFlight.isClosed();
    }

    /**
     * Takes no more requests, answers those in flight, within the grace of the settings, and stops listening. A request
     * that comes meanwhile is told to try again elsewhere.
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
        server.stop();
        receiveTimeout.close();
        webhookSender.close();
    }
}
