package dev.lastroom.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A server's own metrics. */
final class ServerMetrics {

    private static final String ANSWERED = "lastroom_command_latency_seconds_count ";
    private static final String WAITING = "lastroom_queue_depth ";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 300;

    private ServerMetrics() {}

    private record Seen(String answered, String waiting) {

        boolean isQuiet() {
            return Double.parseDouble(waiting) == 0;
        }
    }

    /**
     * Waits until a server has carried out the requests of clients that have gone: nothing waits, and nothing was
     * answered between two looks.
     */
    static void awaitQuiet(URI server) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(server.resolve("/metrics")).build();
            Seen before = look(client, request);
            for (int i = 0; i < LOOKS_MAX; i++) {
                Thread.sleep(LOOK);
                Seen now = look(client, request);
                if (now.isQuiet() && now.equals(before)) {
                    return;
                }
                before = now;
            }
            throw new IllegalStateException("the server does not become idle: " + before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen look(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        String metrics =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new Seen(value(metrics, ANSWERED), value(metrics, WAITING));
    }

    private static String value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no metric " + name));
    }
}
