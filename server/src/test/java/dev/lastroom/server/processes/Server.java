package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.cli.LastroomProcess;
import dev.lastroom.server.testing.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A service in a process of its own, and a client of it. Thread-safe. */
final class Server implements AutoCloseable {

    /** The price of a room for a night, as {@link #open} sets it. */
    static final long PRICE = 10_000;

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final LastroomProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable String url;

    private Server(LastroomProcess process) {
        this.process = process;
    }

    /** Starts the service without waiting for it. The first request waits. */
    static Server start(Path folder, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("serve", "--port", "0"));
        all.addAll(List.of(args));
        return new Server(LastroomProcess.start(folder, all.toArray(String[]::new)));
    }

    /** Returns the address of the service, once it is ready. */
    synchronized String url() throws IOException {
        if (url == null) {
            url = process.url();
        }
        return url;
    }

    LastroomProcess process() {
        return process;
    }

    /** Opens a room type of a property of its own. */
    void open(String roomType, Stay nights, int rooms, String... headers) {
        put("/v1/properties/" + roomType, """
                {"name": "Test", "timeZone": "UTC", "currency": "EUR"}""", headers);
        put("/v1/room-types/" + roomType, """
                {"propertyId": "%s", "name": "Test", "totalRooms": %d, "pricePerNight": %d}""".formatted(roomType, rooms, PRICE), headers);
        put("/v1/room-types/" + roomType + "/inventory", """
                {"from": "%s", "to": "%s"}""".formatted(nights.start(), nights.end()), headers);
    }

    private void put(String path, String body, String... headers) {
        Reply reply = send("PUT", path, body, headers).join();
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    CompletableFuture<Reply> book(Book book, String... headers) {
        String body = """
                {"userId": "%s", "roomTypeId": "%s", "startDate": "%s", "endDate": "%s", "roomsBooked": %d}""".formatted(
                        book.userId(),
                        book.wanted().roomTypeId(),
                        book.wanted().stay().start(),
                        book.wanted().stay().end(),
                        book.wanted().rooms());
        List<String> all = new ArrayList<>(List.of(headers));
        if (book.givenKey() != null) {
            all.addAll(List.of("Idempotency-Key", book.givenKey().value()));
        }
        return send("POST", "/v1/bookings", body, all.toArray(String[]::new));
    }

    CompletableFuture<Reply> cancel(String bookingId, String user) {
        return send("POST", "/v1/bookings/" + bookingId + "/cancel", "{\"userId\": \"" + user + "\"}");
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers).join();
    }

    CompletableFuture<Reply> send(String method, String path, @Nullable String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                    .timeout(ANSWER_TIMEOUT)
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Reply::new);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Kills the service at once, and returns its exit status. */
    int kill() throws IOException, InterruptedException {
        process.close();
        return process.end();
    }

    @Override
    public void close() {
        process.close();
        http.shutdownNow();
    }
}
