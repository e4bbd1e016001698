package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.GatedStore;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping. */
@Timeout(60)
class LifecycleTest {

    private static final String BOOKING = TestService.booking("anna", "2027-01-15", "2027-01-16");

    @TempDir
    private Path folder;

    @Test
    void aRequestInFlightIsAnsweredAndANewOneIsSentElsewhere() throws InterruptedException {
        GatedStore store = new GatedStore(TestService.sqlite(folder));
        try (TestService service = new TestService(store, TestService.SETTINGS, Keyring.open()).withHotel(3);
                RawClient idle = new RawClient(service.port())) {
            int port = service.port();
            idle.send(RawClient.request("GET /healthz", "")).readAnswer();
            store.gate = new CountDownLatch(1);
            CompletableFuture<Reply> inFlight =
                    CompletableFuture.supplyAsync(() -> service.post("/v1/bookings", BOOKING));
            store.arrived.await();

            Thread closing = Thread.ofVirtual().start(service.http::close);
            while (!service.http.isClosing()) {
                Thread.onSpinWait();
            }
            assertThat(idle.send(RawClient.request("GET /v1/bookings", "")).readAll())
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1")
                    .containsIgnoringCase("connection: close")
                    .contains("\"error\":\"OVERLOADED\"");
            assertThat(inFlight).isNotDone();

            store.gate.countDown();
            inFlight.join().hasStatus(201);
            closing.join();
            assertThatThrownBy(() -> new RawClient(port)).hasCauseInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aRequestBeyondTheGracePeriodDoesNotDelayTheStop() throws InterruptedException {
        GatedStore store = new GatedStore(TestService.sqlite(folder));
        HttpSettings hasty = HttpSettings.DEFAULT.with(it -> {
            it.port = 0;
            it.shutdownGrace = Duration.ofMillis(100);
        });
        try (TestService service = new TestService(store, hasty, Keyring.open()).withHotel(3);
                RawClient inFlight = new RawClient(service.port())) {
            store.gate = new CountDownLatch(1);
            inFlight.send(RawClient.request("POST /v1/bookings", BOOKING));
            store.arrived.await();

            // The gate is still shut, so only the grace period can make this return.
            service.http.close();

            store.gate.countDown();
        }
    }

    @Test
    void listeningForOtherMachinesNeedsKeys() {
        HttpSettings everywhere = HttpSettings.DEFAULT.with(it -> {
            it.host = "0.0.0.0";
            it.port = 0;
            it.shutdownGrace = Duration.ofSeconds(1);
        });
        assertThatThrownBy(() -> new TestService(TestService.sqlite(folder), everywhere, Keyring.open()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host 0.0.0.0")
                .hasMessageContaining("API keys");
    }

    @Test
    void withKeysItListensEverywhere(@TempDir Path other) {
        HttpSettings everywhere = HttpSettings.DEFAULT.with(it -> {
            it.host = "0.0.0.0";
            it.port = 0;
            it.shutdownGrace = Duration.ofSeconds(1);
        });
        Keyring keys = TestKeys.ring(List.of("a:reader:k"));
        try (TestService service = new TestService(TestService.sqlite(other), everywhere, keys)) {
            service.get("/v1/properties", "Authorization", "Bearer " + TestKeys.secret("k"))
                    .hasStatus(200);
        }
    }

    @Test
    void aPortInUseIsReportedClearly(@TempDir Path other) {
        try (TestService service = TestService.on(folder)) {
            HttpSettings same = HttpSettings.DEFAULT.with(it -> {
                it.port = service.port();
                it.shutdownGrace = Duration.ZERO;
            });
            assertThatThrownBy(() -> new TestService(TestService.sqlite(other), same, Keyring.open()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + service.port())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void settingsCheckThemselves() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> HttpSettings.DEFAULT.with(it -> it.host = " ")).hasMessageContaining("host");
        assertThatThrownBy(() -> HttpSettings.DEFAULT.with(it -> it.port = -1)).hasMessageContaining("port");
        assertThatThrownBy(() -> HttpSettings.DEFAULT.with(it -> it.port = 65_536))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> HttpSettings.DEFAULT.with(it -> it.shutdownGrace = second.negated()))
                .hasMessageContaining("shutdownGrace");
        assertThatThrownBy(() -> HttpSettings.DEFAULT.with(it -> it.idleTimeout = Duration.ofMillis(999)))
                .hasMessageContaining("idleTimeout");
    }

    @Test
    void aFullQueueIsReportedAtOnceAndTheRequestCanBeRetried() throws InterruptedException {
        GatedStore store = new GatedStore(TestService.sqlite(folder));
        EngineSettings oneAtATime = EngineSettings.DEFAULT.withQueue(1, 1).withLanes(1);
        try (TestService service =
                new TestService(store, TestService.SETTINGS, Keyring.open(), oneAtATime).withHotel(3)) {
            store.gate = new CountDownLatch(1);
            CompletableFuture<Reply> underWay =
                    CompletableFuture.supplyAsync(() -> service.post("/v1/bookings", BOOKING));
            store.arrived.await();
            CompletableFuture<Reply> waiting =
                    CompletableFuture.supplyAsync(() -> service.post("/v1/bookings", BOOKING));
            while (service.engine.queueDepth() < 1) {
                Thread.onSpinWait();
            }

            service.post("/v1/bookings", BOOKING).isProblem(ErrorCode.OVERLOADED);

            store.gate.countDown();
            underWay.join().hasStatus(201);
            waiting.join().hasStatus(200);
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsNotReady() {
        try (TestService service = TestService.on(folder)) {
            service.get("/readyz").hasStatus(200);
            service.engine.close();

            service.get("/healthz").hasStatus(200);
            service.get("/readyz").isProblem(ErrorCode.STORE_UNAVAILABLE);
            service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
            service.put("/v1/properties/a", "{\"name\": \"A\", \"timeZone\": \"UTC\", \"currency\": \"EUR\"}")
                    .isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
    }
}
