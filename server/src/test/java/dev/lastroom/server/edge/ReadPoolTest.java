package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.SlowReads;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadPool;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Reads that are slow inside SQLite and keep their threads there. */
@Timeout(60)
@Isolated("the negative control takes all threads that carry virtual ones")
class ReadPoolTest {

    /** How many virtual threads run at the same time. */
    private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String SLOW = "/v1/properties/slow";

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<Future<Reply>> slow = new ArrayList<>();

    @TempDir
    private Path folder;

    private SlowReads store;

    /** Started by each test with its own settings. */
    @SuppressWarnings("NullAway.Init")
    private TestService service;

    @SuppressWarnings("NullAway.Init") // started by each test
    private ReadPool pool;

    @BeforeEach
    void open() {
        store = new SlowReads(TestService.sqlite(folder));
    }

    @AfterEach
    void stop() {
        store.gate.countDown();
        clients.close();
        service.close();
    }

    private void startWith(ReadSettings settings) {
        GuardedStore guarded = new GuardedStore(store, BreakerSettings.DEFAULT, settings);
        pool = guarded.pools().getFirst();
        start(guarded);
        EngineMetrics.watchStore(service.registry, guarded);
    }

    private void start(Store asStore) {
        service = new TestService(asStore, TestService.SETTINGS, Keyring.open()).withHotel(9);
    }

    private void askForSlowOnes(int count) {
        for (int i = 0; i < count; i++) {
            slow.add(clients.submit(() -> service.get(SLOW)));
        }
    }

    private Reply book() {
        return service.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-16"));
    }

    @Test
    void asManySlowReadsAsCoresKeepNoOtherRequestWaiting() throws Exception {
        startWith(new ReadSettings(CARRIERS + 1, 1, LONG));
        askForSlowOnes(CARRIERS);
        store.arrived.acquire(CARRIERS);

        service.get("/healthz").hasStatus(200);
        service.get("/readyz").hasStatus(200);
        book().hasStatus(201);
        service.get("/v1/properties/lisbon").hasStatus(200);
        service.get("/v1/integrity").hasStatus(200);

        assertThat(service.get("/metrics").text())
                .contains("lastroom_read_threads_busy{work=\"reads\"} " + CARRIERS + ".0\n")
                .contains("lastroom_read_threads_max{work=\"reads\"} " + (CARRIERS + 1) + ".0\n")
                .contains("lastroom_read_queue_depth{work=\"reads\"} 0.0\n")
                .contains("lastroom_read_queue_max{work=\"reads\"} 1.0\n");
        store.gate.countDown();
        for (Future<Reply> one : slow) {
            one.get().isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        }
    }

    /** A native call keeps the thread that carries its virtual thread, and there are no others. */
    @Test
    void negativeControlWithoutThePoolNotEvenHealthIsAnswered() throws Exception {
        start(store);
        askForSlowOnes(CARRIERS);
        store.arrived.acquire(CARRIERS);

        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/healthz"))
                .timeout(Duration.ofSeconds(1))
                .build();
        assertThatThrownBy(() -> service.send(health)).hasCauseInstanceOf(HttpTimeoutException.class);

        store.gate.countDown();
        service.get("/healthz").hasStatus(200);
    }

    @Test
    void whenTheQueueIsFullOnlyTheNextReadIsOverloadedAtOnce() throws Exception {
        startWith(new ReadSettings(1, 1, LONG));
        askForSlowOnes(1);
        store.arrived.acquire();
        askForSlowOnes(1);
        while (pool.queued() < 1) {
            Thread.onSpinWait();
        }

        Reply next = service.get("/v1/properties").isProblem(ErrorCode.OVERLOADED);

        assertThat(next.at("/message")).isEqualTo("The queue is full: 1 reads are waiting");
        book().hasStatus(201);
        service.get("/readyz").hasStatus(200);
        store.gate.countDown();
        slow.getLast().get().isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        service.get("/v1/properties").hasStatus(200);
    }

    @Test
    void aReadBeyondItsDeadlineIsGivenUpAndOneThatWaitsTooLongIsOverloaded() {
        startWith(new ReadSettings(1, 10, SHORT));
        Reply tooLong = service.get(SLOW).isProblem(ErrorCode.TRANSACTION_TIMEOUT);
        assertThat(tooLong.at("/message")).isEqualTo("The read took longer than " + SHORT + " and was stopped");

        service.get("/v1/properties").isProblem(ErrorCode.OVERLOADED);

        assertThat(pool.queued()).isZero();
        assertThat(pool.busy()).isEqualTo(1);
        book().hasStatus(201);
    }
}
