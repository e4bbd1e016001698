package dev.lastroom.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.edge.LimitsTest;
import dev.lastroom.server.fuzz.FuzzRoutes.Sound;
import dev.lastroom.server.testing.MalformedBody;
import dev.lastroom.server.testing.TestService;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * One input of the fuzzer: a request as sent over the wire, one character for each byte. Its framing is always sound,
 * so one input has one answer. {@link LimitsTest} covers input that is not HTTP at all.
 */
record FuzzInput(String method, String target, List<String> headers, String body) {

    private static final List<String> OPEN_READS = List.of("/readyz", "/docs/", "/openapi.json");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key: k",
            "If-Match: \"1\"",
            "Last-Event-ID: 1-1",
            "X-Request-Id: till-7",
            "User-Agent: till/7",
            "Accept: application/json",
            "Cookie: a=b");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BOOK");

    /** Values that parsers, stores and shells have stumbled over. */
    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "NaN",
            "-1",
            "1e999",
            "0.1",
            "9223372036854775808",
            "9".repeat(400),
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\u00ff",
            "\u00c3\u00a9",
            "\u00f0\u009f\u009b\u008f",
            "\u00ef\u00bb\u00bf",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "{}",
            "[".repeat(600),
            "{\"a\":".repeat(300),
            "' OR 1=1 --",
            "'; DROP TABLE booking; --",
            "$(id)",
            "${jndi:ldap://x}",
            "<script>",
            "../",
            "..%2f",
            "%00",
            "%",
            "%zz",
            "%F0%9F%9B%8F",
            "+",
            "&",
            "&limit=1",
            "?",
            "#",
            ";",
            "/",
            "//",
            "2027-02-29",
            "9999-12-31",
            "0000-00-00",
            "__proto__",
            "x".repeat(300));

    static FuzzInput any(Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> target(random);
            case 2, 3 -> headers(random);
            case 4, 5, 6, 7 -> query(random);
            case 8, 9, 10 -> oneFault(MalformedBody.any(random));
            case 11 -> booking(random);
            case 12, 13 -> sound(random);
            default -> body(random);
        };
    }

    private static FuzzInput body(Random random) {
        Sound base = pick(random, FuzzRoutes.WRITES);
        return new FuzzInput(
                base.method(),
                base.target(),
                List.of(),
                mutated(random, base.body(), pick(random, FuzzRoutes.WRITES).body()));
    }

    private static FuzzInput oneFault(MalformedBody malformed) {
        String bytes = new String(malformed.body().getBytes(UTF_8), ISO_8859_1);
        return new FuzzInput(malformed.method(), malformed.path(), List.of(), bytes);
    }

    /** Returns a well-formed request, possibly at the wrong time, so that it reaches the database. */
    private static FuzzInput sound(Random random) {
        Sound base = pick(random, FuzzRoutes.WRITES);
        return new FuzzInput(
                base.method(), base.target(), List.of("Idempotency-Key: s" + random.nextInt(5_000)), base.body());
    }

    /** Returns a booking or a hold of a few nights somewhere. The rooms may not exist. */
    private static FuzzInput booking(Random random) {
        LocalDate start = TestService.TODAY.plusDays(random.nextInt(90));
        String body = """
                {"userId": "guest-4711", "roomTypeId": "%s", "startDate": "%s", "endDate": "%s", "roomsBooked": %d%s}""".formatted(
                        pick(random, List.of("deluxe", "deluxe", "suite", "none")),
                        start,
                        start.plusDays(1 + random.nextInt(4)),
                        1 + random.nextInt(3),
                        pick(random, List.of("", ", \"holdFor\": \"PT15M\"")));
        return new FuzzInput("POST", "/v1/bookings", List.of("Idempotency-Key: k" + random.nextInt(5_000)), body);
    }

    private static FuzzInput query(Random random) {
        return new FuzzInput("GET", visible(mutated(random, read(random), read(random))), List.of(), "");
    }

    private static String read(Random random) {
        return random.nextInt(8) == 0
                ? pick(random, OPEN_READS)
                : pick(random, FuzzRoutes.READS).target();
    }

    private static FuzzInput target(Random random) {
        Sound base = pick(random, FuzzRoutes.WRITES);
        String target = "/" + mutated(random, base.target().substring(1), read(random));
        // A complete body would make one hotel after the other.
        return new FuzzInput(pick(random, METHODS), visible(target), List.of(), "{}");
    }

    private static FuzzInput headers(Random random) {
        Sound base = pick(random, FuzzRoutes.WRITES);
        String header = pick(random, HEADERS);
        String name = header.substring(0, header.indexOf(' ') + 1);
        String value = mutated(random, header.substring(name.length()), read(random));
        return new FuzzInput(
                base.method(), base.target(), List.of(name + value.replaceAll("[\r\n]", "?")), base.body());
    }

    /** Encodes characters that would end the request line. */
    private static String visible(String target) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            encoded.append(c <= ' ' ? String.format("%%%02X", (int) c) : String.valueOf(c));
        }
        return encoded.toString();
    }

    private static String mutated(Random random, String text, String other) {
        String mutated = text;
        for (int i = Math.min(random.nextInt(4), random.nextInt(4)); i >= 0; i--) {
            mutated = mutatedOnce(random, mutated, other);
        }
        return mutated;
    }

    private static String mutatedOnce(Random random, String text, String other) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String before = text.substring(0, at);
        String after = text.substring(end);
        return switch (random.nextInt(7)) {
            case 0 -> before + after;
            case 1 -> before + text.substring(at, end) + text.substring(at, end) + after;
            case 2 -> before + pick(random, TOKENS) + text.substring(at);
            case 3 -> before + pick(random, TOKENS) + after;
            case 4 -> before + (char) random.nextInt(256) + after;
            case 5 -> before + other.substring(random.nextInt(other.length() + 1));
            default ->
                at == text.length() ? before : before + flipped(random, text.charAt(at)) + text.substring(at + 1);
        };
    }

    private static char flipped(Random random, char c) {
        return (char) (c ^ (1 << random.nextInt(7)));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Returns the operation of the document that this input is for. */
    String operation() {
        return FuzzRoutes.WRITES.stream()
                .filter(base -> base.method().equals(method) && base.target().equals(target))
                .map(base -> method + " " + target)
                .findFirst()
                .orElse("another");
    }

    /** Returns the whole request as it is sent. */
    String wire() {
        StringBuilder wire = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> wire.append(header).append("\r\n"));
        if (!body.isEmpty() || !method.equals("GET")) {
            wire.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return wire + "\r\n" + body;
    }
}
