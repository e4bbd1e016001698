package dev.lastroom.client;

import dev.lastroom.client.model.InventoryRequest;
import dev.lastroom.client.model.PropertyRequest;
import dev.lastroom.client.model.RoomTypeRequest;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookSender;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** A server on a new SQLite file, with a hotel. */
final class TestServer implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.of(2027, 1, 10);
    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    private final BookingEngine engine;
    private final HttpService http;
    private final WebhookSender sender = new WebhookSender(new WebhookAddresses(true));

    TestServer(Path folder, int rooms) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        engine = new BookingEngine(
                SqliteStore.open(SqliteSettings.of(folder.resolve("hotel.db"))),
                EngineSettings.DEFAULT,
                EngineClock.given(() -> NOW),
                IdSource.seeded(1),
                new EngineMetrics(registry));
        HttpSettings settings = HttpSettings.DEFAULT
                .with(it -> {
                    it.port = 0;
                    it.shutdownGrace = Duration.ofSeconds(1);
                })
                .withRates(Rates.NONE);
        http = HttpService.start(settings, engine, Keyring.open(), registry, sender);
        LastroomClient client = client();
        client.send(Calls.putProperty("lisbon", PropertyRequest.of("Hotel Lisboa", "Europe/Lisbon", "EUR")));
        client.send(Calls.putRoomType("deluxe", RoomTypeRequest.of("lisbon", "Deluxe", rooms, 12_000)));
        client.send(Calls.putInventory("deluxe", InventoryRequest.of(TODAY, TODAY.plusDays(60))));
    }

    int port() {
        return http.port();
    }

    LastroomClient client() {
        return builder(port()).build();
    }

    static LastroomClient.Builder builder(int port) {
        return LastroomClient.builder(URI.create("http://127.0.0.1:" + port));
    }

    @Override
    public void close() {
        http.close();
        engine.close();
    }
}
