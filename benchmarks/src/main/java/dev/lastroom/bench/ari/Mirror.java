package dev.lastroom.bench.ari;

import dev.lastroom.bench.contender.ContenderFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A mirror of one property, as another program keeps it: over HTTP, from a snapshot and the stream. For one thread. */
final class Mirror {

    private static final String DATA = "data: ";

    private final HttpClient http;
    private final URI server;
    private final String snapshot;
    private final String property;
    private final Map<String, ObjectNode> nights = new TreeMap<>();
    private String position;
    private long pages;

    /** Takes a snapshot of the nights {@code [from, to)}. */
    Mirror(HttpClient http, URI server, String property, LocalDate from, LocalDate to) throws IOException {
        this.http = http;
        this.server = server;
        this.property = property;
        this.snapshot = "/v1/ari?propertyId=" + property + "&from=" + from + "&to=" + to;
        JsonNode page = page("");
        while (!page.get("nextCursor").isNull()) {
            write(page);
            page = page("&cursor=" + page.get("nextCursor").stringValue());
        }
        write(page);
        this.position = page.get("position").stringValue();
    }

    Map<String, ObjectNode> nights() {
        return nights;
    }

    /** How many pages of changes it has written. */
    long pages() {
        return pages;
    }

    private JsonNode page(String cursor) throws IOException {
        HttpResponse<String> answer = send(snapshot + cursor, BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body());
    }

    /**
     * Follows the stream until the client or the stream is closed.
     *
     * @param listener receives each entry of a page once the page is written
     */
    void follow(Consumer<JsonNode> listener) throws IOException {
        try (Stream<String> lines = send(
                        "/v1/ari/stream?propertyId=" + property + "&after=" + position, BodyHandlers.ofLines())
                .body()) {
            for (Iterator<String> line = lines.iterator(); line.hasNext(); ) {
                String text = line.next();
                if (text.startsWith(DATA)) {
                    JsonNode page = JsonMapper.shared().readTree(text.substring(DATA.length()));
                    write(page);
                    pages++;
                    position = page.get("position").stringValue();
                    page.get("nights").forEach(listener);
                }
            }
        }
    }

    private <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            HttpResponse<T> answer =
                    http.send(HttpRequest.newBuilder(server.resolve(path)).build(), handler);
            if (answer.statusCode() != 200) {
                throw new ContenderFailedException(path + " was answered with " + answer.statusCode(), null);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private void write(JsonNode page) {
        for (JsonNode each : page.get("nights")) {
            ObjectNode offer = ((ObjectNode) each).deepCopy();
            offer.remove("from");
            offer.remove("to");
            date(each, "from")
                    .datesUntil(date(each, "to"))
                    .forEach(date -> nights.put(each.get("roomTypeId").stringValue() + " " + date, offer));
        }
    }

    private static LocalDate date(JsonNode offer, String name) {
        return LocalDate.parse(offer.get(name).stringValue());
    }
}
