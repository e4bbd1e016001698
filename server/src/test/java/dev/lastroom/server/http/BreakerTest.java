package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Failure;
import dev.lastroom.store.jdbc.BreakerSettings;
import dev.lastroom.store.jdbc.BreakerStore;
import dev.lastroom.store.jdbc.BreakerStore.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that goes away and comes back, behind a running service. */
@Timeout(60)
class BreakerTest {

    private static final int FAILURES = 3;

    /** Longer than any test: where a test goes on after it, it makes a breaker with a short one. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration SHORT = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final AtomicInteger guests = new AtomicInteger();
    private FailingStore store;
    private BreakerStore breaker;
    private TestService service;

    @BeforeEach
    void start() {
        store = new FailingStore(TestService.sqlite(folder));
        startWith(LONG);
    }

    private void startWith(Duration pause) {
        breaker = new BreakerStore(store, new BreakerSettings(FAILURES, pause));
        service = new TestService(breaker, TestService.SETTINGS, ApiKeys.none());
        EngineMetrics.watchBreaker(service.registry, breaker);
    }

    private void restartWithShortPause() {
        service.close();
        store = new FailingStore(TestService.sqlite(folder));
        startWith(SHORT);
    }

    @AfterEach
    void stop() {
        store.gate.countDown();
        service.close();
    }

    private Reply book() {
        String guest = "guest-" + guests.incrementAndGet();
        return service.post("/v1/bookings", TestService.booking(guest, "2027-01-15", "2027-01-16"));
    }

    private void open() {
        store.failure = Failure.STORE_UNAVAILABLE;
        for (int i = 0; i < FAILURES; i++) {
            book().isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    @Test
    void openItAnswersAtOnceAndAsksNobody() {
        service.withHotel(9);
        open();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        int asked = store.calls.get();

        Reply booking = book().isProblem(ErrorCode.STORE_UNAVAILABLE);
        service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
        service.get("/readyz").isProblem(ErrorCode.STORE_UNAVAILABLE);

        assertThat(booking.at("/message")).isEqualTo("The database does not answer; it is tried again soon");
        assertThat(store.calls.get() - asked).isZero();
        service.get("/healthz").hasStatus(200);
        assertThat(service.get("/metrics").text())
                .contains("lastroom_breaker_state{state=\"open\"} 1.0\n")
                .contains("lastroom_breaker_state{state=\"closed\"} 0.0\n")
                .contains("lastroom_breaker_rejected_total 3.0\n");
    }

    @Test
    void itClosesByItselfWhenTheDatabaseIsBack() {
        restartWithShortPause();
        service.withHotel(9);
        open();
        store.failure = null;

        Reply reply = book();
        while (reply.status() != 201) {
            reply.isProblem(ErrorCode.STORE_UNAVAILABLE);
            reply = book();
        }

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        service.get("/readyz").hasStatus(200);
        assertThat(service.get("/metrics").text()).contains("lastroom_breaker_state{state=\"closed\"} 1.0\n");
        assertThat(service.get("/v1/integrity").json().get("consistent").booleanValue())
                .isTrue();
    }

    @Test
    void halfOpenOneBatchTriesAloneAndAFailureOpensItAgain() throws InterruptedException {
        restartWithShortPause();
        service.withHotel(9);
        open();
        store.gate = new CountDownLatch(1);
        CompletableFuture<Reply> probe = CompletableFuture.supplyAsync(this::tryUntilItIsTheProbe);
        store.probing.await();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        int asked = store.calls.get();

        service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
        service.get("/readyz").isProblem(ErrorCode.STORE_UNAVAILABLE);

        assertThat(store.calls.get()).isEqualTo(asked);
        assertThat(service.get("/metrics").text()).contains("lastroom_breaker_state{state=\"half_open\"} 1.0\n");
        store.gate.countDown();
        probe.join().isProblem(ErrorCode.STORE_UNAVAILABLE);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    private Reply tryUntilItIsTheProbe() {
        Reply reply = book();
        while (!reply.at("/message").equals("failed on demand")) {
            reply = book();
        }
        return reply;
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STORE_UNAVAILABLE"})
    void whatTheDatabaseAnswersDoesNotOpenIt(Failure failure) {
        service.withHotel(9);
        store.failure = failure;
        for (int i = 0; i < 2 * FAILURES; i++) {
            book().hasStatus(OutcomeHttp.code(failure).status());
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        service.withHotel(9);
        for (int i = 0; i < 2 * FAILURES; i++) {
            store.failure = i % FAILURES == 0 ? null : Failure.STORE_UNAVAILABLE;
            book().hasStatus(i % FAILURES == 0 ? 201 : 503);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void readsOpenItToo() {
        service.withHotel(9);
        store.failure = Failure.STORE_UNAVAILABLE;
        for (int i = 0; i < FAILURES; i++) {
            service.get("/readyz").isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    /** Without the breaker, every request asks the database. */
    @Test
    void negativeControlWithoutABreakerEveryRequestWaitsForTheDatabase() {
        service.close();
        store = new FailingStore(TestService.sqlite(folder));
        service = new TestService(store, TestService.SETTINGS, ApiKeys.none());
        open();
        int asked = store.calls.get();
        book().isProblem(ErrorCode.STORE_UNAVAILABLE);
        assertThat(store.calls.get()).isEqualTo(asked + 1);
    }

    @Test
    void aBatchSaysWhenToTryAgainIfOneOfItsResultsDoes() {
        String batch = "{\"requests\": [" + TestService.booking("anna", "2027-01-15", "2027-01-16") + "]}";
        store.failure = Failure.STORE_UNAVAILABLE;

        Reply failed = service.post("/v1/bookings/batch", batch).hasStatus(200);

        assertThat(failed.at("/results/0/retryable")).isEqualTo("true");
        assertThat(failed.header("Retry-After")).isEqualTo("" + ErrorCode.STORE_UNAVAILABLE.retryAfterSeconds());
        store.failure = null;
        assertThat(service.post("/v1/bookings/batch", batch).hasStatus(200).header("Retry-After"))
                .isEmpty();
    }
}
