package dev.lastroom.server.testing;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.api.EventFeed;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.api.OperatingEndpoints;
import dev.lastroom.server.api.Routes;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.Readiness;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookSender;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running service on a real store, and a client of it. */
public final class TestService implements AutoCloseable {

    /** The engine's time: 12:00 in Lisbon. */
    public static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    /** Today at the property. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 10);

    public static final HttpSettings SETTINGS = HttpSettings.DEFAULT
            .with(it -> {
                it.port = 0;
                it.shutdownGrace = Duration.ofSeconds(10);
            })
            .withRates(Rates.NONE);

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    public final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final WebhookSender sender;
    public final BookingEngine engine;
    public final HttpService http;

    public TestService(Store store, HttpSettings settings, Keyring keys) {
        this(store, settings, keys, EngineSettings.DEFAULT);
    }

    public TestService(Store store, HttpSettings settings, Keyring keys, EngineSettings engineSettings) {
        this(store, settings, keys, engineSettings, EngineClock::given);
    }

    /** @param engineClock makes the engine's clock from the machine's */
    public TestService(
            Store store,
            HttpSettings settings,
            Keyring keys,
            EngineSettings engineSettings,
            Function<InstantSource, EngineClock> engineClock) {
        this(store, settings, keys, engineSettings, engineClock, new WebhookSender(new WebhookAddresses(true)));
    }

    public TestService(
            Store store, HttpSettings settings, Keyring keys, EngineSettings engineSettings, WebhookSender sender) {
        this(store, settings, keys, engineSettings, EngineClock::given, sender);
    }

    private TestService(
            Store store,
            HttpSettings settings,
            Keyring keys,
            EngineSettings engineSettings,
            Function<InstantSource, EngineClock> engineClock,
            WebhookSender sender) {
        this.sender = sender;
        this.engine = new BookingEngine(
                store, engineSettings, engineClock.apply(clock::get), IdSource.seeded(1), new EngineMetrics(registry));
        this.http = HttpService.start(settings, engine, keys, registry, sender);
    }

    /** Starts with the usual settings and no keys, on a new SQLite file. */
    public static TestService on(Path folder) {
        return new TestService(sqlite(folder), SETTINGS, Keyring.open());
    }

    public static SqliteStore sqlite(Path folder) {
        return SqliteStore.open(SqliteSettings.of(folder.resolve("hotel.db")));
    }

    /** Sets up a hotel with one room type, {@code deluxe}, open for 60 nights from today. */
    public TestService withHotel(int rooms, String... headers) {
        put("/v1/properties/lisbon", """
                {"name": "Hotel Lisboa", "timeZone": "Europe/Lisbon", "currency": "EUR"}""", headers).hasStatus(201);
        put("/v1/room-types/deluxe", """
                {"propertyId": "lisbon", "name": "Deluxe", "totalRooms": %d, "pricePerNight": 12000}""".formatted(rooms), headers).hasStatus(201);
        put("/v1/room-types/deluxe/inventory", """
                {"from": "%s", "to": "%s"}""".formatted(TODAY, TODAY.plusDays(60)), headers)
                .hasStatus(200);
        return this;
    }

    /** Returns the whole API. */
    public List<Route> routes() {
        return Routes.all(
                engine,
                HttpSettings.DEFAULT,
                new EventFeed(engine),
                sender,
                new OperatingEndpoints(engine, registry, new Readiness()));
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    public int port() {
        return http.port();
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Reply patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Reply send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Reply send(HttpRequest request) {
        try {
            return new Reply(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a request to book one deluxe room. */
    public static String booking(String user, String start, String end) {
        return """
                {"userId": "%s", "roomTypeId": "deluxe", "startDate": "%s", "endDate": "%s"}""".formatted(user, start, end);
    }

    /** Returns everything that a refused request must leave as it is. */
    public String state() {
        return get("/v1/bookings?limit=200").text()
                + get("/v1/room-types/deluxe/inventory?from=" + TODAY + "&to=" + TODAY.plusDays(60))
                        .text()
                + get("/v1/room-types").text()
                + get("/v1/properties").text();
    }

    @Override
    public void close() {
        client.close();
        http.close();
        engine.close();
    }
}
