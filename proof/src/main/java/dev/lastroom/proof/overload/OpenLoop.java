package dev.lastroom.proof.overload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that do not wait for each other: requests are sent when they are due, whatever happened to earlier ones. */
final class OpenLoop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI bookings;
    private final AtomicLong sent = new AtomicLong();

    OpenLoop(URI server) {
        this.bookings = server.resolve("/v1/bookings");
    }

    /** How many requests it has sent. */
    long sent() {
        return sent.get();
    }

    /** Sends {@code perSecond} bookings a second for {@code time}, and waits for the last answer. */
    Load run(double perSecond, Duration time) {
        Load load = new Load();
        long start = System.nanoTime();
        long requests = Math.round(perSecond * time.toNanos() / 1e9);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < requests; i++) {
                long due = start + (long) (i * 1e9 / perSecond);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                clients.execute(() -> book(load, due));
            }
        }
        return load;
    }

    /** Sends bookings from {@code clients} clients; each sends one when its last is answered. */
    Load closed(int clients, Duration time) {
        Load load = new Load();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - start < time.toNanos()) {
                        book(load, System.nanoTime());
                    }
                });
            }
        }
        return load;
    }

    private void book(Load load, long due) {
        long number = sent.incrementAndGet();
        String body = """
                {"userId": "guest-%d", "roomTypeId": "%s", "startDate": "%s", "endDate": "%s", "idempotencyKey": "key-%d"}
                """.formatted(number, SlowHotel.ROOM_TYPE, SlowHotel.NIGHT, SlowHotel.NIGHT.plusDays(1), number);
        HttpRequest request = HttpRequest.newBuilder(bookings)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            boolean hasRetryAfter = answer.headers().firstValue("Retry-After").isPresent();
            load.answered(answer.statusCode(), hasRetryAfter, System.nanoTime() - due);
        } catch (IOException e) {
            load.unanswered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            load.unanswered();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
