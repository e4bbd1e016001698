package dev.lastroom.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.bench.TestDatabases;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Window;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final int CLIENTS = 150;

    private final BenchDatabase database = TestDatabases.sqlite();
    private final BookingEngine engine = new BookingEngine(database.openStore());
    private final HttpService service = serve(engine);

    private static HttpService serve(BookingEngine engine) {
        return HttpService.start(
                HttpSettings.DEFAULT.withPort(0),
                engine,
                Keyring.open(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @AfterEach
    void close() {
        service.close();
        engine.close();
        database.close();
    }

    private BenchRound round() {
        return new BenchRound(
                database,
                Account.open(database),
                ServiceWorkload.SALE,
                CLIENTS,
                Duration.ZERO,
                Duration.ofSeconds(1),
                1,
                "test");
    }

    private static URI url(HttpService service) {
        return URI.create("http://127.0.0.1:" + service.port());
    }

    @Test
    void aSaleAnswersEverybodyAndSellsEveryRoomOnce() throws InterruptedException {
        BenchRound round = round();

        Measured sale = Sale.play(round, List.of(url(service)), 0, Meter.ofDatabase(database));

        assertThat(sale.operations()).isGreaterThanOrEqualTo(CLIENTS);
        assertThat(round.account().check()).isEmpty();
        assertThat(database.reads().integrity().bookingsChecked()).isEqualTo(1 + 100);
    }

    @Test
    void requestsComeAtTheirRate() throws InterruptedException {
        BenchRound round = round();
        Questions questions = new Questions(round, "paced");
        Window window = new Window();
        long start = System.nanoTime();
        try (Crowd crowd = new Crowd(List.of(url(service)), 4, questions::property, 100, window)) {
            double seconds =
                    Crowd.run(List.of(crowd), window, Duration.ZERO, round.window(), Meter.ofDatabase(database));

            assertThat(seconds).isGreaterThanOrEqualTo(1);
            double secondsInAll = (System.nanoTime() - start) / 1e9;
            assertThat((double) crowd.answered()).isPositive().isLessThanOrEqualTo(1 + 100 * secondsInAll);
        }
    }

    @Test
    void aWrongAnswerEndsAll() {
        assertThatThrownBy(() -> ask(url(service), new Question.Read("/v1/nowhere")))
                .isInstanceOf(ContenderFailedException.class)
                .hasMessageContaining("a wrong answer to GET /v1/nowhere");
    }

    @Test
    void aClientThatIsNotAnsweredEndsAll() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread _ = Thread.ofVirtual().start(() -> {
                try {
                    deaf.accept().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> ask(URI.create("http://127.0.0.1:" + deaf.getLocalPort()), new Question.Read("/")))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private void ask(URI server, Question question) throws InterruptedException {
        Window window = new Window();
        try (Crowd crowd = new Crowd(List.of(server), 1, () -> question, 0, window)) {
            double _ =
                    Crowd.run(List.of(crowd), window, Duration.ZERO, Duration.ofMinutes(1), Meter.ofDatabase(database));
        }
    }

    @Test
    void anAnswerThatDiffersFromTheDatabaseIsFound() throws InterruptedException {
        BenchRound round = round();
        Questions questions = new Questions(round, "samples");
        Judge judge = new Judge(url(service));
        judge.compare(List.of(url(service)), questions::property);

        try (BenchDatabase other = TestDatabases.sqlite();
                BookingEngine otherEngine = new BookingEngine(other.openStore());
                HttpService otherService = serve(otherEngine)) {
            String hot =
                    "/v1/room-types/" + other.hotel().roomType(other.hotel().hot()) + "/inventory";
            Calls.put(
                    url(otherService),
                    hot,
                    String.format(
                            "{\"from\":\"%s\",\"to\":\"%s\",\"totalRooms\":7}",
                            other.hotel().stay(0, 1).start(),
                            other.hotel().stay(other.hotel().nights() - 1, 1).end()));
            assertThatThrownBy(() -> judge.compare(List.of(url(otherService)), questions::property))
                    .isInstanceOf(ContenderFailedException.class)
                    .hasMessageContaining("but is");
        }
    }
}
