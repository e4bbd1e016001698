package dev.lastroom.client;

import dev.lastroom.client.model.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Sends requests to one server, as one caller. Thread-safe. */
final class Transport {

    private static final String PROBLEM = "application/problem+json";

    private final HttpClient http;
    private final URI base;
    private final @Nullable String apiKey;

    Transport(HttpClient http, URI base, @Nullable String apiKey) {
        this.http = http;
        this.base = base;
        this.apiKey = apiKey;
    }

    /** Sends one request, and gives up after {@code limit}, also while the body of the answer comes. */
    CompletableFuture<HttpResponse<byte[]>> send(Call<?> call, Duration limit) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request(call).timeout(limit).build(), BodyHandlers.ofByteArray());
        return limited(sent, limit);
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(Call<?> call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.target()));
        Object body = call.body();
        request.method(
                call.method(),
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
        call.headers().forEach(request::setHeader);
        if (apiKey != null) {
            request.setHeader("Authorization", "Bearer " + apiKey);
        }
        return request;
    }

    /** Returns the problem that an answer describes; null if it is none of Lastroom's. */
    static @Nullable Problem problem(HttpHeaders headers, byte[] body) {
        if (!headers.firstValue("Content-Type").orElse("").startsWith(PROBLEM)) {
            return null;
        }
        try {
            return Json.MAPPER.readValue(body, Problem.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Returns how long the server asks to wait; zero if it does not, or in no way that Lastroom would. */
    static Duration retryAfter(HttpHeaders headers) {
        String seconds = headers.firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static <T> CompletableFuture<T> limited(CompletableFuture<T> sent, Duration limit) {
        CompletableFuture<T> limited = sent.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        // The connection of an answer that is too late is of no more use.
        return limited.whenComplete((answer, e) -> sent.cancel(true));
    }
}
