package dev.lastroom.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP server that gives the answers it is told, for those that a healthy Lastroom does not give. */
final class ToldServer implements AutoCloseable {

    private final HttpServer http;
    private final ConcurrentLinkedQueue<Told> answers = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /**
     * An answer.
     *
     * @param status 0 to close the connection without an answer
     * @param error the code of a problem; null for an answer that is not Lastroom's
     */
    record Told(int status, @Nullable String error, boolean retryable, int retryAfter) {

        static final Told LOST = new Told(0, null, false, 0);
    }

    /** A request. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(HttpExchange exchange, byte[] body, long nanos) {

        @Nullable
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }

    ToldServer(Told... told) throws IOException {
        answers.addAll(List.of(told));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    List<Received> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Received(exchange, exchange.getRequestBody().readAllBytes(), System.nanoTime()));
        Told told = answers.poll();
        if (told == null) {
            exchange.sendResponseHeaders(204, -1);
        } else if (told.status > 0) {
            String body = told.error == null ? "" : problem(told);
            if (told.error != null) {
                exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            }
            if (told.retryAfter > 0) {
                exchange.getResponseHeaders().set("Retry-After", Integer.toString(told.retryAfter));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String problem(Told told) {
        return """
                {"type": "/problems/x", "title": "x", "status": %d, "detail": "x", "success": false, "error": "%s",
                 "message": "x", "retryable": %s, "details": {}}""".formatted(told.status, told.error, told.retryable);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
