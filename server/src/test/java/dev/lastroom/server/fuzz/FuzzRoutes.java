package dev.lastroom.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fuzzer's starting points: every operation of the OpenAPI document with its own examples, so that none is
 * forgotten, on the hotel of {@link TestService#withHotel}.
 */
final class FuzzRoutes {

    /** A well-formed request. Names such as {@code {bookingId}} stand for ids that the server makes. */
    record Sound(String method, String target, String body) {}

    private static final Map<String, String> IDS_OF_THE_HOTEL = Map.of(
            "{propertyId}", "lisbon", "{roomTypeId}", "deluxe", "seaside", "lisbon", "example.com", "hooks.invalid");

    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("propertyId", "lisbon"),
            Map.entry("roomTypeId", "deluxe"),
            Map.entry("userId", "guest-4711"),
            Map.entry("status", "PROVISIONAL"),
            Map.entry("startDate", "2027-01-15"),
            Map.entry("endDate", "2027-01-17"),
            Map.entry("from", "2027-01-10"),
            Map.entry("to", "2027-01-30"),
            Map.entry("roomsBooked", "2"),
            Map.entry("numberOfGuests", "3"),
            Map.entry("limit", "10"),
            Map.entry("after", "1-1"),
            Map.entry("cursor", "a"));

    /** How many ids of each kind are remembered. The youngest may still go through the most changes. */
    private static final int YOUNG = 20;

    static final List<Sound> WRITES = new ArrayList<>();
    static final List<Sound> READS = new ArrayList<>();

    private final Map<String, Deque<String>> ids = new TreeMap<>();

    static {
        JsonNode document = document();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> read(document, operation.getKey(), path.getKey(), operation.getValue())));
    }

    private static JsonNode document() {
        try (InputStream in = FuzzRoutes.class.getResourceAsStream("/web/openapi.json")) {
            return new JsonMapper().readTree(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(JsonNode document, String method, String path, JsonNode operation) {
        String target = ofTheHotel(path + query(document, operation));
        if (method.equals("get")) {
            READS.add(new Sound("GET", target, ""));
        } else if (operation.has("requestBody")) {
            operation
                    .at("/requestBody/content/application~1json/examples")
                    .values()
                    .forEach(example -> WRITES.add(new Sound(
                            method.toUpperCase(Locale.ROOT),
                            target,
                            ofTheHotel(example.get("value").toString()))));
        } else {
            WRITES.add(new Sound(method.toUpperCase(Locale.ROOT), target, ""));
        }
    }

    private static String query(JsonNode document, JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(p ->
                        p.has("$ref") ? document.at(p.get("$ref").stringValue().substring(1)) : p)
                .filter(p -> p.get("in").stringValue().equals("query"))
                .map(p -> p.get("name").stringValue())
                .map(name -> name + "=" + QUERIES.getOrDefault(name, "1"))
                .collect(Collectors.joining("&", "?", ""))
                .replaceFirst("^\\?$", "");
    }

    private static String ofTheHotel(String text) {
        String there = text;
        for (var id : IDS_OF_THE_HOTEL.entrySet()) {
            there = there.replace(id.getKey(), id.getValue());
        }
        return there;
    }

    /** Remembers what an answer says it made, by an address such as {@code /v1/bookings/7}. */
    void learn(String location) {
        String[] parts = location.split("/", -1);
        Deque<String> young = ids.computeIfAbsent(name(parts[2]), _ -> new ArrayDeque<>());
        young.addFirst(parts[3]);
        if (young.size() > YOUNG) {
            young.removeLast();
        }
    }

    private static String name(String collection) {
        return switch (collection) {
            case "bookings" -> "{bookingId}";
            case "booking-groups" -> "{groupId}";
            case "webhooks" -> "{webhookId}";
            case "waitlist" -> "{waitlistId}";
            default -> "{" + collection + "}";
        };
    }

    /** Returns a request with its names replaced by ids of things that exist. */
    String filled(Random random, String wire) {
        String filled = wire;
        for (var kind : ids.entrySet()) {
            if (filled.contains(kind.getKey())) {
                List<String> young = List.copyOf(kind.getValue());
                filled = filled.replace(kind.getKey(), young.get(random.nextInt(young.size())));
            }
        }
        return filled;
    }
}
