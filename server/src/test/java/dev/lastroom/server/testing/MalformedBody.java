package dev.lastroom.server.testing;

import dev.lastroom.server.http.Json;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request whose body has one fault.
 *
 * @param field the field that the answer must name
 */
public record MalformedBody(String method, String path, String body, String field) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A valid request, with the names of its fields by kind. */
    private record Good(
            String method,
            String path,
            String body,
            List<String> ids,
            List<String> texts,
            List<String> dates,
            List<String> integers,
            List<String> optional) {

        List<String> fields() {
            return MAPPER.readTree(body).propertyNames().stream().toList();
        }
    }

    private static final List<Good> GOOD = List.of(
            new Good(
                    "POST",
                    "/v1/bookings",
                    """
                    {"userId": "ben", "roomTypeId": "deluxe", "startDate": "2027-01-20", "endDate": "2027-01-22",
                     "roomsBooked": 1, "idempotencyKey": "k"}""",
                    List.of("userId", "roomTypeId"),
                    List.of("idempotencyKey"),
                    List.of("startDate", "endDate"),
                    List.of("roomsBooked"),
                    List.of("roomsBooked", "idempotencyKey")),
            new Good(
                    "PUT",
                    "/v1/properties/porto",
                    """
                    {"name": "Porto", "timeZone": "Europe/Lisbon", "currency": "EUR"}""",
                    List.of(),
                    List.of("name", "timeZone", "currency"),
                    List.of(),
                    List.of(),
                    List.of()),
            new Good(
                    "PUT",
                    "/v1/room-types/suite",
                    """
                    {"propertyId": "lisbon", "name": "Suite", "description": "", "totalRooms": 2, "pricePerNight": 5}""",
                    List.of("propertyId"),
                    List.of("name", "description"),
                    List.of(),
                    List.of("totalRooms", "pricePerNight"),
                    List.of("description")),
            new Good(
                    "PUT",
                    "/v1/room-types/deluxe/inventory",
                    """
                    {"from": "2027-02-01", "to": "2027-02-03", "totalRooms": 9, "pricePerNight": 7}""",
                    List.of(),
                    List.of(),
                    List.of("from", "to"),
                    List.of("totalRooms", "pricePerNight"),
                    List.of("totalRooms", "pricePerNight")));

    private static final List<String> NOT_IDS =
            List.of("\"\"", "\"a b\"", "\"a/b\"", "\"é\"", "\"a\\u0000\"", "\"" + "x".repeat(65) + "\"", "\"a|b\"");
    private static final List<String> NOT_DATES = List.of(
            "\"\"",
            "\"2027-1-1\"",
            "\"2027-02-29\"",
            "\"01.02.2027\"",
            "\"2027-01-01T00:00:00Z\"",
            "\"+12027-01-01\"",
            "\"20270101\"",
            "\"２０２７-01-01\"",
            "\" 2027-01-01\"",
            "\"2027-13-01\"");
    private static final List<String> NOT_INTEGERS = List.of(
            "-1",
            "1.0",
            "1e2",
            "0.5",
            "\"1\"",
            "\"\"",
            "10000000000000",
            "9223372036854775808",
            "1e999",
            "true",
            "1000000000001");
    private static final List<String> NOT_TEXTS =
            List.of("\"" + "x".repeat(2_001) + "\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\u0007\"");
    private static final List<String> NOT_STRINGS = List.of("1", "1.5", "true", "[]", "{}", "[\"a\"]", "{\"a\": 1}");

    /** Returns a faulty request of any kind. */
    public static MalformedBody any(Random random) {
        Good good = pick(random, GOOD);
        return switch (random.nextInt(8)) {
            case 0 -> missing(random, good);
            case 1 -> extra(random, good);
            case 2 -> duplicate(random, good);
            case 3 -> truncated(random, good);
            case 4 -> notJson(random, good);
            case 5 -> nested(random, good);
            default -> badValue(random, good);
        };
    }

    private static MalformedBody missing(Random random, Good good) {
        List<String> required = good.fields().stream()
                .filter(field -> !good.optional().contains(field))
                .toList();
        String field = pick(random, required);
        ObjectNode body = (ObjectNode) MAPPER.readTree(good.body());
        if (random.nextBoolean()) {
            body.remove(field);
        } else {
            body.putNull(field);
        }
        return new MalformedBody(good.method(), good.path(), body.toString(), field);
    }

    private static MalformedBody extra(Random random, Good good) {
        String field = pick(random, List.of("status", "bookingId", "x", "Name", "userid", "__proto__", "a.b"));
        ObjectNode body = (ObjectNode) MAPPER.readTree(good.body());
        body.put(field, random.nextInt());
        return new MalformedBody(good.method(), good.path(), body.toString(), field);
    }

    private static MalformedBody duplicate(Random random, Good good) {
        String field = pick(random, good.fields());
        String body = good.body().replaceFirst("\\{", "{\"" + field + "\": 1, ");
        return new MalformedBody(good.method(), good.path(), body, field);
    }

    /** Cuts the body off within the value of a field, so that reading ends at this field. */
    private static MalformedBody truncated(Random random, Good good) {
        String field = pick(random, good.fields());
        String body = good.body();
        int colon = body.indexOf("\"" + field + "\":") + field.length() + 3;
        return new MalformedBody(good.method(), good.path(), body.substring(0, colon), field);
    }

    private static MalformedBody notJson(Random random, Good good) {
        String body = pick(
                random,
                List.of(
                        "",
                        " ",
                        "null",
                        "[]",
                        "7",
                        "\"text\"",
                        "<a/>",
                        "{]",
                        "NaN",
                        "\u0000",
                        good.body() + "x",
                        good.body() + good.body(),
                        good.body() + ",",
                        "'" + good.body() + "'",
                        "[" + good.body() + "]",
                        "// no\n" + good.body()));
        return new MalformedBody(good.method(), good.path(), body, "body");
    }

    private static MalformedBody nested(Random random, Good good) {
        String field = pick(random, good.fields());
        int depth = 100 + random.nextInt(1_000);
        String value = "[".repeat(depth) + "]".repeat(depth);
        String place = field + ".0".repeat(Json.NESTING_MAX - 1);
        return new MalformedBody(good.method(), good.path(), with(good, field, value), place);
    }

    private static MalformedBody badValue(Random random, Good good) {
        String field = pick(random, good.fields());
        List<String> bad = List.of("NaN", "Infinity", "'a'", "undefined", "01");
        if (random.nextInt(3) > 0) {
            bad = good.ids().contains(field)
                    ? NOT_IDS
                    : good.dates().contains(field)
                            ? NOT_DATES
                            : good.integers().contains(field) ? NOT_INTEGERS : NOT_TEXTS;
        } else if (!good.integers().contains(field)) {
            bad = NOT_STRINGS;
        }
        return new MalformedBody(good.method(), good.path(), with(good, field, pick(random, bad)), field);
    }

    private static String with(Good good, String field, String value) {
        return good.body()
                .replaceFirst(
                        "(\"" + field + "\": )(\"[^\"]*\"|[0-9]+)",
                        "$1" + java.util.regex.Matcher.quoteReplacement(value));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
