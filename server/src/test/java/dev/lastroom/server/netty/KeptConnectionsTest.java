package dev.lastroom.server.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many requests on connections that stay open. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptConnectionsTest {

    private static final int CONNECTIONS = 64;
    private static final int REQUESTS = 20;

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(CONNECTIONS * REQUESTS);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static String booking(String user, String start, String end) {
        return RawClient.request("POST /v1/bookings", TestService.booking(user, start, end));
    }

    /** A reader of one at a time must not lose what came with it. */
    @Test
    void requestsSentAtOnceAreAnsweredInOrder() {
        String get = RawClient.request("GET /v1/properties", "");
        try (RawClient client = new RawClient(service.port())) {
            client.send(booking("one", "2027-01-20", "2027-01-21")
                    + get
                    + booking("two", "2027-01-20", "2027-01-21")
                    + get);
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 201").contains("\"one\"");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200").contains("lisbon");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 201").contains("\"two\"");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200").contains("lisbon");
        }
    }

    @Test
    void everyRequestOfManyConnectionsIsAnswered() throws Exception {
        long seed = new Random().nextLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, CONNECTIONS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> bookMany(i, new Random(seed + i))))
                    .toList();
            for (Future<?> one : all) {
                assertThat(one).as("seed " + seed).succeedsWithin(Duration.ofSeconds(50));
            }
        }
    }

    /** Each request arrives in two parts. */
    private void bookMany(int connection, Random random) {
        try (RawClient client = new RawClient(service.port())) {
            for (int i = 0; i < REQUESTS; i++) {
                String request = booking("user-" + connection + "-" + i, "2027-01-15", "2027-01-16");
                int cut = random.nextInt(request.length());
                client.send(request.substring(0, cut)).send(request.substring(cut));
                assertThat(client.readAnswer()).startsWith("HTTP/1.1 201");
            }
        }
    }
}
