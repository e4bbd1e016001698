package dev.lastroom.server.api;

import static dev.lastroom.server.fuzz.FuzzTarget.requireEqual;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.access.StoredKey;
import dev.lastroom.server.api.json.BookingJson;
import dev.lastroom.server.fuzz.FuzzTarget;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.QueryFields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Input over HTTP, the lines of the key file, and the calendar that the service writes. */
public final class HttpTargets {

    /** Returns all of these targets. */
    public static final List<FuzzTarget> ALL = List.of(
            new FuzzTarget("body of a booking", List.of("""
                            {"userId":"ann","roomTypeId":"deluxe","startDate":"2027-01-10","endDate":"2027-01-12"}""", """
                            {"userId":"ann","roomTypeId":"deluxe","startDate":"2027-01-10","endDate":"2027-01-12",
                            "roomsBooked":2,"holdFor":"PT15M","numberOfGuests":3,"idempotencyKey":"=1",
                            "allotmentId":"01890a5d-ac96-774b-bcce-b302099a8057"}"""), HttpTargets::booking),
            new FuzzTarget(
                    "query",
                    List.of("limit=20&from=2027-01-10&cursor=4711-1", "limit=%31&cursor=%2B"),
                    HttpTargets::query),
            new FuzzTarget(
                    "line of the key file",
                    List.of("0123456789ab desk agent 2027-01-10T12:00:00Z " + "0".repeat(32) + " " + "a".repeat(64)),
                    HttpTargets::keyLine),
            new FuzzTarget(
                    "calendar",
                    List.of("a\rb", "Grand; Deluxe, \\ \n", "Zimmer ä € 🛏".repeat(9)),
                    HttpTargets::calendar));

    private HttpTargets() {}

    private static void booking(String input) {
        Book first;
        try {
            first = read(Json.read(input.getBytes(UTF_8)));
        } catch (ProblemException e) {
            return;
        }
        ObjectNode json = Json.object()
                .put("userId", first.userId().value())
                .put("roomTypeId", first.wanted().roomTypeId().value())
                .put("startDate", first.wanted().stay().start().toString())
                .put("endDate", first.wanted().stay().end().toString())
                .put("roomsBooked", first.wanted().rooms());
        if (first.holdFor() != null) {
            json.put("holdFor", first.holdFor().toString());
        }
        if (first.wanted().guests() != null) {
            json.put("numberOfGuests", first.wanted().guests());
        }
        if (first.wanted().allotmentId() != null) {
            json.put("allotmentId", first.wanted().allotmentId().toString());
        }
        if (first.givenKey() != null) {
            json.put("idempotencyKey", first.givenKey().value());
        }
        requireEqual(read(Json.read(Json.write(json))), first);
    }

    private static Book read(JsonNode body) {
        return JsonFields.all(
                body, "body", BookingJson.REQUEST_FIELDS, fields -> BookingJson.readRequest(fields, null, false));
    }

    private static void query(String input) {
        try {
            QueryFields fields = QueryFields.of(input, List.of("limit", "from", "cursor"));
            int limit = fields.integer("limit", 1, 100, 20);
            LocalDate from = fields.optionalDate("from");
            if (limit < 1 || limit > 100 || (from != null && !from.equals(LocalDate.parse(from.toString())))) {
                throw new IllegalStateException("limit " + limit + ", from " + from);
            }
        } catch (ProblemException e) {
            // The error names the wrong parameter, or says that this is no query.
        }
    }

    private static void keyLine(String input) {
        StoredKey first;
        try {
            first = StoredKey.parse(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        requireEqual(StoredKey.parse(first.line()), first);
    }

    /** Checks that each line ends with CRLF and has at most 75 bytes, and that no text starts a line of its own. */
    private static void calendar(String input) {
        ICalendar calendar = new ICalendar(input, Instant.EPOCH);
        calendar.day("uid", LocalDate.EPOCH, input);
        String text = calendar.end();
        List<String> lines = List.of(text.split("\r\n", -1));
        for (String line : lines) {
            if (line.getBytes(UTF_8).length > 75 || line.contains("\r") || line.contains("\n")) {
                throw new IllegalStateException("the line " + line);
            }
        }
        long ends = lines.stream().filter("END:VEVENT"::equals).count();
        if (ends != 1) {
            throw new IllegalStateException(ends + " events");
        }
    }
}
