package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.metrics.EngineMetrics;
import dev.lastroom.server.testing.FailingStore;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.jdbc.guard.Breaker.State;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadSettings;
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

    /** Longer than any test. A test that goes on after the pause makes a breaker with a short one. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration SHORT = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final AtomicInteger guests = new AtomicInteger();
    private FailingStore store;
    private GuardedStore guarded;
    private TestService service;

    @BeforeEach
    void start() {
        store = new FailingStore(TestService.sqlite(folder));
        startWith(LONG);
    }

    private void startWith(Duration pause) {
        guarded = new GuardedStore(store, new BreakerSettings(FAILURES, pause), ReadSettings.DEFAULT);
        service = new TestService(guarded, TestService.SETTINGS, Keyring.open());
        EngineMetrics.watchStore(service.registry, guarded);
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
    void whenOpenItAnswersAtOnceWithoutTheDatabase() {
        service.withHotel(9);
        open();
        assertThat(guarded.bookings().state()).isEqualTo(State.OPEN);
        int asked = store.calls.get();

        Reply booking = book().isProblem(ErrorCode.STORE_UNAVAILABLE);

        assertThat(booking.at("/message")).isEqualTo("The database does not answer; it is tried again soon");
        assertThat(store.calls.get() - asked).isZero();
        service.get("/healthz").hasStatus(200);
        assertThat(service.get("/metrics").text())
                .contains("lastroom_breaker_state{state=\"open\",work=\"bookings\"} 1.0\n")
                .contains("lastroom_breaker_state{state=\"closed\",work=\"bookings\"} 0.0\n")
                .contains("lastroom_breaker_rejected_total{work=\"bookings\"} 1.0\n")
                .contains("lastroom_breaker_state{state=\"closed\",work=\"reads\"} 1.0\n");
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

        assertThat(guarded.bookings().state()).isEqualTo(State.CLOSED);
        service.get("/readyz").hasStatus(200);
        assertThat(service.get("/metrics").text())
                .contains("lastroom_breaker_state{state=\"closed\",work=\"bookings\"} 1.0\n");
        assertThat(service.get("/v1/integrity").json().get("consistent").booleanValue())
                .isTrue();
    }

    /** Uses reads, which meet at the breaker. Batches wait for each other in their lane. */
    @Test
    void whenHalfOpenOneCallTriesAndAFailureOpensItAgain() throws InterruptedException {
        restartWithShortPause();
        service.withHotel(9);
        store.failure = Failure.STORE_UNAVAILABLE;
        for (int i = 0; i < FAILURES; i++) {
            service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
        store.gate = new CountDownLatch(1);
        CompletableFuture<Reply> probe = CompletableFuture.supplyAsync(this::tryUntilItIsTheProbe);
        store.probing.await();
        assertThat(stateOf("reads")).isEqualTo(State.HALF_OPEN);
        int asked = store.calls.get();

        service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);

        assertThat(store.calls.get()).isEqualTo(asked);
        assertThat(service.get("/metrics").text())
                .contains("lastroom_breaker_state{state=\"half_open\",work=\"reads\"} 1.0\n");
        store.gate.countDown();
        probe.join().isProblem(ErrorCode.STORE_UNAVAILABLE);
        assertThat(stateOf("reads")).isEqualTo(State.OPEN);
    }

    private Reply tryUntilItIsTheProbe() {
        Reply reply = service.get("/v1/properties");
        while (!reply.at("/message").equals("failed on demand")) {
            reply = service.get("/v1/properties");
        }
        return reply;
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STORE_UNAVAILABLE"})
    void anAnswerOfTheDatabaseDoesNotOpenIt(Failure failure) {
        service.withHotel(9);
        store.failure = failure;
        for (int i = 0; i < 2 * FAILURES; i++) {
            book().hasStatus(ErrorCode.of(failure.code()).status());
        }
        assertThat(guarded.bookings().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anAnswerInBetweenRestartsTheCount() {
        service.withHotel(9);
        for (int i = 0; i < 2 * FAILURES; i++) {
            store.failure = i % FAILURES == 0 ? null : Failure.STORE_UNAVAILABLE;
            book().hasStatus(i % FAILURES == 0 ? 201 : 503);
        }
        assertThat(guarded.bookings().state()).isEqualTo(State.CLOSED);
    }

    private State stateOf(String work) {
        return guarded.breakers().stream()
                .filter(breaker -> breaker.work().equals(work))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void failingReadsStopOnlyReads() {
        service.withHotel(9);
        store.failure = Failure.STORE_UNAVAILABLE;
        for (int i = 0; i < FAILURES; i++) {
            service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
        store.failure = null;

        service.get("/v1/properties").isProblem(ErrorCode.STORE_UNAVAILABLE);
        assertThat(stateOf("reads")).isEqualTo(State.OPEN);
        book().hasStatus(201);
        service.get("/readyz").hasStatus(200);
    }

    @Test
    void failingBookingsStopOnlyBookings() {
        service.withHotel(9);
        open();
        store.failure = null;

        book().isProblem(ErrorCode.STORE_UNAVAILABLE);
        service.get("/v1/availability?propertyId=lisbon&startDate=2027-01-15&endDate=2027-01-16")
                .hasStatus(200);
        service.get("/readyz").hasStatus(200);
    }

    /** Without the breaker, every request asks the database. */
    @Test
    void negativeControlWithoutABreakerEveryRequestWaitsForTheDatabase() {
        service.close();
        store = new FailingStore(TestService.sqlite(folder));
        service = new TestService(store, TestService.SETTINGS, Keyring.open());
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
