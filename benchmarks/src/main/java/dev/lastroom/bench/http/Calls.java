package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Single requests to a server, between measurements. */
final class Calls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Calls() {}

    /**
     * Reads a path.
     *
     * @throws ContenderFailedException if the server refuses
     * @throws InterruptedException if the thread was interrupted
     */
    static String get(URI server, String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    /**
     * Puts JSON at a path.
     *
     * @throws ContenderFailedException if the server refuses
     * @throws InterruptedException if the thread was interrupted
     */
    static void put(URI server, String path, String json) throws InterruptedException {
        String _ = send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    private static String send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ContenderFailedException(request + " was refused: " + answer.body(), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
