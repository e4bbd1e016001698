package dev.lastroom.bench.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.metrics.EngineMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;

/** The normal server, including its metrics, on no store. */
public final class MemoryServer implements AutoCloseable {

    private final BookingEngine engine;
    private final HttpService service;

    /** Listens on loopback, on any free port. */
    public MemoryServer() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.engine = new BookingEngine(
                new ForgetfulStore(),
                EngineSettings.DEFAULT,
                InstantSource.system(),
                IdSource.secure(),
                new EngineMetrics(registry));
        this.service = HttpService.start(HttpSettings.DEFAULT.withPort(0), engine, Keyring.open(), registry);
    }

    /** The server's URL. */
    public String url() {
        return "http://" + HttpSettings.DEFAULT.host() + ":" + service.port();
    }

    @Override
    public void close() {
        service.close();
        engine.close();
    }
}
