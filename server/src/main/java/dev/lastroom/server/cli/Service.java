package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.config.Coordinations;
import dev.lastroom.server.config.SettingException;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookDeliverer;
import dev.lastroom.server.webhook.WebhookSender;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine and its HTTP service, from start to graceful stop. */
final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final BookingEngine engine;
    private final HttpService http;
    private final WebhookDeliverer webhooks;
    private final HttpSettings httpSettings;

    private Service(BookingEngine engine, HttpService http, WebhookDeliverer webhooks, HttpSettings httpSettings) {
        this.engine = engine;
        this.http = http;
        this.webhooks = webhooks;
        this.httpSettings = httpSettings;
    }

    /** A task done with the engine before anyone can reach it. */
    @FunctionalInterface
    interface Preparation {
        void prepare(BookingEngine engine);
    }

    /**
     * Opens the database and starts to listen.
     *
     * @throws SettingException if a setting does not fit
     * @throws CommandFailedException if the port cannot be listened on
     * @throws dev.lastroom.engine.store.StoreException if the database cannot be opened
     */
    static Service start(Settings settings, Keyring keys, Preparation preparation) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        BookingEngine engine = engine(settings, registry);
        try {
            preparation.prepare(engine);
            WebhookSender sender = new WebhookSender(new WebhookAddresses(settings.webhooksAllowPrivate()));
            HttpService http = HttpService.start(settings.http(), engine, keys, registry, sender);
            LOG.info("limits: {}, lanes {}, {}", http.limits(), engine.lanes(), Stores.describePools(settings));
            return new Service(engine, http, new WebhookDeliverer(engine, sender, registry), settings.http());
        } catch (IllegalArgumentException e) {
            engine.close();
            throw new SettingException("Invalid setting: " + e.getMessage());
        } catch (IllegalStateException e) {
            engine.close();
            throw CommandFailedException.broken("The service " + e.getMessage() + "; choose another port with --port");
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static BookingEngine engine(Settings settings, MeterRegistry registry) {
        Store opened = Stores.open(settings);
        Coordination coordination;
        try {
            coordination = Coordinations.open(settings, opened);
        } catch (SettingException e) {
            opened.close();
            throw e;
        }
        GuardedStore store = new GuardedStore(opened, settings.breaker(), settings.reads());
        EngineMetrics.watchStore(registry, store);
        EngineSettings limits = settings.engine();
        EngineClock clock = EngineClock.of(store, InstantSource.system(), limits.clock());
        return new BookingEngine(store, limits, clock, IdSource.secure(), new EngineMetrics(registry), coordination);
    }

    /** Returns the engine that it serves. */
    BookingEngine engine() {
        return engine;
    }

    /** Returns the URL of the service. */
    URI url() {
        String host = httpSettings.host();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(httpSettings.scheme() + "://" + literal + ":" + http.port());
    }

    /** Serves until the process is told to end, and then stops gracefully. Does not return before. */
    void serveUntilStopped(Console console) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            console.remark("Stopping: answering the requests in flight …");
            close();
            console.remark("Stopped.");
        }));
        CompletionStage<Void> _ =
                engine.breakdown().first().thenAccept(new EndOfProcess(httpSettings.shutdownGrace())::after);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> engine.breakdown().reportIfFatal("the thread " + thread.getName(), e));
        // Never counted down: the hook stops the service, and the process ends with the signal's status.
        new CountDownLatch(1).await();
    }

    /** Returns how long this process has been running. */
    static Duration sinceProcessStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        // Closed before the service closes their sender: an attempt cut off by it would count as failed.
        webhooks.close();
        http.close();
        engine.close();
    }
}
