package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database is backed up while a server books on it. Then it is lost and restored. */
@Execution(ExecutionMode.CONCURRENT)
class BackupTest {

    private static final int CLIENTS = 4;
    private static final int BEFORE = 50;
    private final LocalDate arrival = LocalDate.now(ZoneOffset.UTC).plusDays(30);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void bookingsAcknowledgedBeforeTheBackupAreThereAfterTheRestore() throws Exception {
        String db = "jdbc:sqlite:" + folder.resolve("hotel.db");
        Path file = folder.resolve("hotel.backup");
        Map<String, String> before;
        try (LastroomProcess server = LastroomProcess.start(folder, "serve", "--port", "0", "--db", db)) {
            String api = server.url() + "/v1";
            setUp(api);
            before = backUpWhileClientsBook(api, db, file);

            assertThat(ended("restore", file.toString(), "--db", db, "--force")).contains("is open in process");
        }
        Files.delete(folder.resolve("hotel.db"));

        assertThat(ended("restore", file.toString(), "--db", db)).contains("✓ Restored to", "intact");
        assertThat(ended("check", "--db", db)).startsWith("✓ Consistent");
        try (LastroomProcess server = LastroomProcess.start(folder, "serve", "--port", "0", "--db", db)) {
            String api = server.url() + "/v1";
            for (Map.Entry<String, String> booking : before.entrySet()) {
                JsonNode again = book(api, booking.getKey());
                assertThat(again.path("bookingId").asString()).isEqualTo(booking.getValue());
                assertThat(again.path("isFromCache").asBoolean()).isTrue();
            }
        }
    }

    /** Returns the bookings that had been acknowledged when the backup began, by key. */
    private Map<String, String> backUpWhileClientsBook(String api, String db, Path file) throws Exception {
        CountDownLatch enough = new CountDownLatch(BEFORE);
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(threads.submit(() -> {
                    for (int n = 0; !stop.get(); n++) {
                        String key = "client-" + client + "-" + n;
                        acknowledged.put(key, book(api, key).path("bookingId").asString());
                        enough.countDown();
                    }
                    return null;
                }));
            }
            try {
                enough.await();
                Map<String, String> before = new TreeMap<>(acknowledged);
                assertThat(ended("backup", file.toString(), "--db", db)).contains("✓ Backed up to", "intact");
                assertThat(acknowledged.size())
                        .as("bookings made during the backup")
                        .isGreaterThan(before.size());
                return before;
            } finally {
                stop.set(true);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
    }

    private String ended(String... args) throws IOException, InterruptedException {
        try (LastroomProcess process = LastroomProcess.start(folder, args)) {
            String out = process.rest();
            process.end();
            return out + process.errors();
        }
    }

    private void setUp(String api) throws IOException, InterruptedException {
        send("PUT", api + "/properties/harbour", null, """
                {"name":"Harbour","timeZone":"UTC","currency":"EUR"}""");
        send("PUT", api + "/room-types/suite", null, """
                {"propertyId":"harbour","name":"Suite","totalRooms":100000,"pricePerNight":18000}""");
        send("PUT", api + "/room-types/suite/inventory", null, String.format("""
                {"from":"%s","to":"%s"}""", arrival, arrival.plusDays(3)));
    }

    private JsonNode book(String api, String key) throws IOException, InterruptedException {
        return send("POST", api + "/bookings", key, String.format("""
                {"userId":"ann","roomTypeId":"suite","startDate":"%s","endDate":"%s"}""", arrival, arrival.plusDays(2)));
    }

    private JsonNode send(String method, String url, @Nullable String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(response.body());
    }
}
