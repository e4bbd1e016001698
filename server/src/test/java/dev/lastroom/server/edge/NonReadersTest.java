package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that do not read their answers, or that open too many connections. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class NonReadersTest {

    /** More than all buffers between a server and a client that reads nothing. */
    private static final String LARGE = "/docs/swagger-ui/swagger-ui-bundle.js";

    private static final int ANSWERS = 8;
    private static final EdgeSettings HASTY = EdgeSettings.DEFAULT.withWriteTimeout(Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private TestService service(EdgeSettings edge) {
        return new TestService(TestService.sqlite(folder), TestService.SETTINGS.withEdge(edge), Keyring.open());
    }

    private static Socket connect(TestService service) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        return socket;
    }

    private static Socket ask(TestService service, String path, int times) throws IOException {
        Socket socket = connect(service);
        String request = RawClient.request("GET " + path, "").repeat(times);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static double metric(TestService service, String line) {
        return service.get("/metrics")
                .text()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private static void awaitMetric(TestService service, String line, double value) {
        while (metric(service, line) != value) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aClientThatReadsNothingIsCut() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (TestService service = service(HASTY)) {
            for (int i = 0; i < 20; i++) {
                clients.add(ask(service, LARGE, ANSWERS));
            }
            awaitMetric(service, "lastroom_connections_cut_total", clients.size());
            awaitMetric(service, "lastroom_resource_used{resource=\"connections\"", 1);
            service.get("/healthz").hasStatus(200);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    /** The guard off: a client with a long write timeout is still connected when another has long been cut. */
    @Test
    void aClientIsNotCutBeforeItsTime(@TempDir Path other) throws Exception {
        try (TestService hasty = service(HASTY);
                TestService patient = new TestService(
                        TestService.sqlite(other),
                        TestService.SETTINGS.withEdge(HASTY.withWriteTimeout(Duration.ofHours(1))),
                        Keyring.open());
                Socket kept = ask(patient, LARGE, ANSWERS);
                Socket cut = ask(hasty, LARGE, ANSWERS)) {
            awaitMetric(hasty, "lastroom_connections_cut_total", 1);
            assertThat(metric(patient, "lastroom_connections_cut_total")).isZero();
            assertThat(metric(patient, "lastroom_resource_used{resource=\"connections\""))
                    .isEqualTo(2);
            assertThat(cut.isConnected()).isTrue();
            assertThat(kept.getInputStream().readNBytes(10_000_000)).hasSize(10_000_000);
        }
    }

    @Test
    void aSlowClientThatKeepsReadingIsServedToTheEnd() throws Exception {
        try (TestService service = service(HASTY);
                Socket slow = ask(service, LARGE, 2)) {
            InputStream in = slow.getInputStream();
            long start = System.nanoTime();
            int taken = 0;
            while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(2_500)) {
                taken += in.readNBytes(40_000).length;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            assertThat(taken).isGreaterThan(200_000);
            assertThat(metric(service, "lastroom_connections_cut_total")).isZero();
        }
    }

    @Test
    void oneAddressHasConnectionsUpToItsLimitAndNotOneMore() {
        try (TestService service = service(HASTY.withConnections(10, 3))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(new RawClient(service.port()));
                assertThat(clients.get(i)
                                .send(RawClient.request("GET /healthz", ""))
                                .readAnswer())
                        .startsWith("HTTP/1.1 200");
            }
            try (RawClient fourth = new RawClient(service.port())) {
                assertThat(fourth.readAll())
                        .startsWith("HTTP/1.1 503")
                        .contains("\"error\":\"OVERLOADED\"", "http.connectionsPerAddressMax");
            }
            clients.forEach(RawClient::close);
            // The server notices by itself that they are gone.
            while (service.get("/healthz").status() != 200) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Test
    @SuppressWarnings("try") // The test needs it closed before the end.
    void memoryForRequestsIsSharedAndARequestThatGetsNoneLearnsTheLimit() {
        try (TestService service = service(HASTY.withMebibytesInFlightMax(1));
                RawClient large = new RawClient(service.port())) {
            large.send(RawClient.request("POST /v1/bookings", "", "Content-Length: " + Call.BODY_BYTES_MAX) + "{");
            awaitMetric(service, "lastroom_resource_used{resource=\"request-bytes\"", 512 * 1024);

            Reply refused = service.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-16"))
                    .isProblem(ErrorCode.OVERLOADED);

            assertThat(refused.at("/message")).contains("http.mebibytesInFlightMax");
            service.get("/v1/properties").hasStatus(200);
            large.close();
            awaitMetric(service, "lastroom_resource_used{resource=\"request-bytes\"", 0);
            service.withHotel(3)
                    .post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-16"))
                    .hasStatus(201);
        }
    }

    @Test
    @SuppressWarnings("try") // The test needs it closed before the end.
    void aBudgetGivesAllItsBytesAndNotOneMore() {
        Budget budget = new Budget("tests", 10 * 1024);
        try (Budget.Share all = budget.share();
                Budget.Share more = budget.share()) {
            assertThat(all.tryKeep(10 * 1024)).isTrue();
            assertThat(more.tryKeep(1)).isFalse();
            assertThat(budget.bytesTaken()).isEqualTo(10 * 1024);
            all.keep(9 * 1024);
            assertThat(more.tryKeep(1024)).isTrue();
            assertThat(all.tryKeep(9 * 1024 + 1)).isFalse();
            more.close();
            // A request for more than the whole budget gets all of it.
            assertThat(all.tryKeep(1_000_000)).isTrue();
        }
        assertThat(budget.bytesTaken()).isZero();
    }
}
