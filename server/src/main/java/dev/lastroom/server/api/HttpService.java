package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.AccessLog;
import dev.lastroom.server.edge.Admission;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Capacity;
import dev.lastroom.server.edge.Door;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.InFlight;
import dev.lastroom.server.edge.Proxies;
import dev.lastroom.server.edge.Readiness;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.edge.Ticker;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.netty.Connections;
import dev.lastroom.server.netty.WebServer;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookSender;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's API over HTTP. A request that waits for a database has a virtual thread of its own; one that only waits for
 * the engine has none. Thread-safe.
 */
public final class HttpService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    private final WebServer server;
    private final InFlight inFlight;
    private final EventFeed eventFeed;
    private final WebhookSender webhookSender;
    private final Ticker ticker;
    private final Limits limits;
    private final Duration shutdownGrace;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpService(
            WebServer server,
            InFlight inFlight,
            EventFeed eventFeed,
            WebhookSender webhookSender,
            Ticker ticker,
            Limits limits,
            Duration shutdownGrace) {
        this.server = server;
        this.inFlight = inFlight;
        this.eventFeed = eventFeed;
        this.webhookSender = webhookSender;
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
        Capacity capacity = Capacity.of(settings.edge(), Capacity.Means.now());
        if (capacity.connections() < Capacity.CONNECTIONS_FEW) {
            LOG.warn(
                    "only {} connections are possible at a time: see ulimit -n, -Xmx and http.connectionsMax",
                    capacity.connections());
        }
        EngineMetrics.watch(registry, engine);

        InFlight inFlight = new InFlight(capacity.connections(), capacity.requestsOfOwner(), capacity.requestsOfKey());
        Proxies proxies = settings.edge().proxies();
        Connections connections = new Connections(
                capacity, settings.idleTimeout(), settings.edge().writeTimeout(), proxies::include);
        Budget requestBytes = new Budget("requests in flight", capacity.bytesInFlight());
        Budget answerBytes = new Budget("answers in flight", capacity.bytesInFlight());
        EventFeed eventFeed = new EventFeed(engine);
        Limits limits = Limits.of(capacity, engine, connections, inFlight, requestBytes, answerBytes, eventFeed);
        limits.watch(registry, connections);
        AtomicReference<@Nullable WebServer> started = new AtomicReference<>();
        Readiness readiness = new Readiness()
                .check("engine", () -> message(engine.breakdown()))
                .check("lanes", engine::laneFault)
                .check("sweepers", engine::sweeperFault)
                .check("events", eventFeed::fault)
                .check("listener", () -> listenerFault(started.get()))
                .check("clock", () -> clockFault(engine));
        Admission admission = new Admission(keys, settings.rates(), System::nanoTime);
        List<Route> routes = Routes.all(
                engine, settings, eventFeed, webhookSender, new OperatingEndpoints(engine, registry, readiness));
        Dispatcher dispatcher = new Dispatcher(routes, new WebPages(), admission, settings.scheme(), engine);
        AccessLog accessLog = new AccessLog(registry, settings.accessLog());
        Door door = new Door(inFlight, admission, proxies, requestBytes, answerBytes, accessLog, dispatcher);
        WebServer server = WebServer.start(settings, address, door, connections);
        started.set(server);
        Ticker ticker = new Ticker(
                "lastroom-connections",
                Ticker.period(shorter(settings.idleTimeout(), settings.edge().writeTimeout())),
                engine.breakdown(),
                () -> {
                    connections.look();
                    if (server.fault() != null) {
                        engine.breakdown().report("the listener", new IllegalStateException("its socket is closed"));
                    }
                });
        return new HttpService(server, inFlight, eventFeed, webhookSender, ticker, limits, settings.shutdownGrace());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static @Nullable String listenerFault(@Nullable WebServer server) {
        return server == null ? "it does not listen yet" : server.fault();
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

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("http.host " + host + " is unknown", e);
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
        server.close();
        ticker.close();
        webhookSender.close();
    }
}
