package dev.lastroom.proof.failover;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.proof.stress.HttpSeller;
import dev.lastroom.proof.stress.Seller;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;

/** A complete Lastroom server with default limits, and a client of it. Thread-safe. */
final class Desk implements AutoCloseable {

    private final String name;
    private final BookingEngine engine;
    private final HttpService http;
    private final HttpSeller seller;

    /**
     * @param url of both hosts of a pair
     * @param optimistic whether it runs in optimistic mode
     */
    Desk(String url, boolean optimistic) {
        name = optimistic ? "optimistic" : "locking";
        PostgresStore store = PostgresStore.open(PostgresSettings.of(url).withOptimistic(optimistic));
        engine = new BookingEngine(
                new GuardedStore(store, BreakerSettings.DEFAULT, ReadSettings.DEFAULT),
                EngineSettings.DEFAULT,
                IdSource.secure(),
                EngineListener.NONE);
        http = HttpService.start(
                HttpSettings.DEFAULT.withPort(0),
                engine,
                Keyring.open(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        seller = new HttpSeller(URI.create("http://" + HttpSettings.DEFAULT.host() + ":" + http.port()), null);
    }

    String name() {
        return name;
    }

    Seller seller() {
        return seller;
    }

    Reads reads() {
        return engine.read();
    }

    @Override
    public void close() {
        seller.close();
        http.close();
        engine.close();
    }
}
