package dev.lastroom.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Buyers who want the last room at the same moment, each over a connection of its own. Immutable and thread-safe.
 *
 * @param service the URL of the service
 * @param buyers how many there are
 */
record DemoRace(URI service, int buyers) {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    /**
     * What a buyer was told.
     *
     * @param buyer 1 for the first
     * @param status the HTTP status; 0 if there was no answer
     * @param after the time since it asked
     */
    record Told(int buyer, int status, Duration after) {

        boolean hasTheRoom() {
            return status == CREATED;
        }

        boolean isSoldOut() {
            return status == CONFLICT;
        }
    }

    /**
     * Runs the race for a night.
     *
     * @param shown receives each answer as it comes, on many threads
     * @return the answers, in the order of the buyers
     */
    List<Told> run(LocalDate night, Consumer<Told> shown) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(buyers);
        try (HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Told>> all = new ArrayList<>();
            for (int i = 1; i <= buyers; i++) {
                int buyer = i;
                all.add(() -> {
                    ready.countDown();
                    ready.await();
                    Told told = ask(http, buyer, night);
                    shown.accept(told);
                    return told;
                });
            }
            List<Told> answers = new ArrayList<>();
            for (Future<Told> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a buyer failed", e);
        }
    }

    private Told ask(HttpClient http, int buyer, LocalDate night) throws InterruptedException {
        String body = String.format(
                "{\"userId\":\"buyer-%d\",\"roomTypeId\":\"%s\",\"startDate\":\"%s\",\"endDate\":\"%s\"}",
                buyer, DemoHotel.LAST_ROOM, night, night.plusDays(1));
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/bookings"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", RunName.next("race"))
                .timeout(ANSWER_TIMEOUT)
                .POST(BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        int status;
        try {
            status = http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            status = 0;
        }
        return new Told(buyer, status, Duration.ofNanos(System.nanoTime() - start));
    }
}
