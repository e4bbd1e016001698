package dev.lastroom.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.bench.TestDatabases;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.database.SqliteBench;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Programs;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.metrics.EngineMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpDriverTest {

    private static final HttpSettings SETTINGS = HttpSettings.DEFAULT.with(it -> {
        it.port = 0;
        it.requireIdempotencyKey = true;
        it.shutdownGrace = Duration.ofSeconds(5);
        it.idleTimeout = Duration.ofSeconds(5);
    });

    static Stream<HttpDriver> drivers() {
        return Stream.of(new SocketDriver(), new WrkDriver())
                .filter(driver -> driver instanceof SocketDriver || Programs.isInstalled("wrk"));
    }

    /** Long enough for the first answer of a new service on a busy machine. */
    private static BenchRound round(BenchDatabase database, Account account) {
        return new BenchRound(
                database, account, EngineWorkload.UNIFORM, 4, Duration.ofMillis(500), Duration.ofSeconds(1), 1, "test");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everyAnswerIsABooking(HttpDriver driver) throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (BenchDatabase database = TestDatabases.sqlite();
                BookingEngine engine = new BookingEngine(
                        database.openStore(),
                        EngineSettings.DEFAULT,
                        InstantSource.system(),
                        IdSource.secure(),
                        new EngineMetrics(registry));
                HttpService service = HttpService.start(SETTINGS, engine, Keyring.open(), registry)) {
            URI url = URI.create("http://127.0.0.1:" + service.port());
            for (Load load : new Load[] {new Load(4, 1), new Load(2, 5)}) {
                Account account = Account.open(database);

                HttpDriver.Driven driven =
                        driver.drive(url, load, round(database, account), Meter.ofDatabase(database));

                assertThat(driven.measured()).isPositive();
                assertThat(driven.latency().p50()).isPositive();
                ServerMetrics.awaitQuiet(url);
                account.bookedSomewhere(
                        driven.answeredInAll() * load.bookings(), (long) driven.unansweredMax() * load.bookings());
                assertThat(account.check()).isEmpty();
                database.reset();
            }
        }
    }

    @Test
    void refusedBookingsFailTheRun() throws InterruptedException {
        try (BenchDatabase elsewhere = SqliteBench.open(TestDatabases.sqliteUrl(), new BenchHotel(50, 10));
                BenchDatabase database = TestDatabases.sqlite();
                BookingEngine engine = new BookingEngine(database.openStore());
                HttpService service = HttpService.start(
                        SETTINGS, engine, Keyring.open(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            URI url = URI.create("http://127.0.0.1:" + service.port());
            BenchRound otherHotel = round(elsewhere, Account.open(elsewhere));
            assertThat(drivers())
                    .allSatisfy(driver -> assertThatThrownBy(
                                    () -> driver.drive(url, new Load(4, 1), otherHotel, Meter.ofDatabase(database)))
                            .isInstanceOf(ContenderFailedException.class));
        }
    }

    @Test
    void aServerWithoutAStoreBooks() throws InterruptedException {
        try (BenchDatabase database = TestDatabases.sqlite();
                MemoryServer server = new MemoryServer()) {
            HttpDriver.Driven driven = new SocketDriver()
                    .drive(
                            URI.create(server.url()),
                            new Load(2, 3),
                            round(database, Account.open(database)),
                            Meter.ofDatabase(database));
            assertThat(driven.measured()).isPositive();
        }
    }
}
