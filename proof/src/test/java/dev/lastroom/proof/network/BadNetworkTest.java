package dev.lastroom.proof.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bounds of the store's waits, one by one. */
@Timeout(60)
class BadNetworkTest {

    /** A tenth of a second for a transaction, and one second more for the network. */
    private static final Duration LIMIT = Duration.ofMillis(100);

    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final NetworkHotel HOTEL = new NetworkHotel("grand", LocalDate.of(2099, 1, 1));
    private static final SplittableRandom RANDOM = new SplittableRandom(1);
    private static @Nullable EmbeddedPostgres server;
    private static long number;

    private final FaultProxy proxy = new FaultProxy(server().getPort());

    BadNetworkTest() throws IOException {}

    private static EmbeddedPostgres server() {
        return Objects.requireNonNull(server);
    }

    @BeforeAll
    static void open() throws IOException {
        server = NetworkTrial.startServer();
        try (BookingEngine engine = engine(server.getPort(), Duration.ofSeconds(5))) {
            HOTEL.open(engine);
            for (int i = 0; i < 200; i++) {
                book(engine);
            }
        }
    }

    @AfterAll
    static void closeServer() throws IOException {
        server().close();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private BookingEngine engine(Duration limit) {
        return engine(proxy.port(), limit);
    }

    private static BookingEngine engine(int port, Duration limit) {
        return new BookingEngine(PostgresStore.open(
                PostgresSettings.of("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres")
                        .withLimits(limit, limit)
                        .withNetworkMargin(MARGIN)));
    }

    private static Outcome<?> book(BookingEngine engine) {
        return engine.submit(HOTEL.wanted(RANDOM, ++number));
    }

    @Test
    void openingAStoreOnADeadNetworkFailsWithTheReason() {
        proxy.begin(NetworkFault.HALF_OPEN, 1);
        assertUnavailable(() -> engine(LIMIT));
    }

    @Test
    void aRecountOnADeadNetworkEnds() {
        try (BookingEngine engine = engine(LIMIT)) {
            engine.read().ping();
            proxy.begin(NetworkFault.HALF_OPEN, 1);
            assertUnavailable(engine.read()::integrity);
        }
    }

    @Test
    void aReadEndsEvenIfItsAnswerComesByteByByte() {
        try (BookingEngine engine = engine(LIMIT)) {
            engine.read().ping();
            proxy.begin(NetworkFault.SLOW_READS, 1);
            long start = System.nanoTime();
            assertUnavailable(() -> engine.read().bookings(BookingFilter.ALL, new PageRequest(100, null)));
            // Byte by byte, it would take minutes.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aBookingOverADeadConnectionIsNotCalledTooSlow() {
        try (BookingEngine engine = engine(LIMIT)) {
            proxy.begin(NetworkFault.REFUSED, 1);
            assertThat(book(engine))
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.reason()).isEqualTo(Failure.STORE_UNAVAILABLE));
            proxy.end();
        }
    }

    @Test
    void aDeadIdleConnectionCostsARequestNothingButTime() throws InterruptedException {
        try (BookingEngine engine = engine(Duration.ofSeconds(5))) {
            assertThat(book(engine)).isNotInstanceOf(Failed.class);
            proxy.begin(NetworkFault.HALF_OPEN, 1);
            proxy.end();
            // The pool trusts connections that were in use a moment ago.
            Thread.sleep(600);
            assertThat(book(engine)).isNotInstanceOf(Failed.class);
        }
    }

    private static void assertUnavailable(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE));
    }
}
