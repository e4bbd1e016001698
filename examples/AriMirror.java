import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A reader that mirrors the availability, rates and inventory of a property, as a channel manager does: a snapshot, then
 * the changes after it. Every so many seconds it compares its mirror with a fresh snapshot, and ends with status 1 if
 * they differ. It needs the JDK alone: {@code java examples/AriMirror.java http://127.0.0.1:8080 seaside 2027-01-01
 * 2028-01-01 60}. If the server has API keys, set {@code API_KEY}.
 */
public final class AriMirror {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How long it waits for what comes free by itself, such as by the end of a hold: a snapshot has it at once. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String server;
    private final String property;
    private final LocalDate from;
    private final LocalDate to;

    private AriMirror(String server, String property, LocalDate from, LocalDate to) {
        this.server = server;
        this.property = property;
        this.from = from;
        this.to = to;
    }

    /** What each night offers, and the position in the log that it has. Keep both in one transaction. */
    private record Copy(Map<String, Object> nights, String position) {}

    public static void main(String[] args) throws Exception {
        if (args.length != 5) {
            System.err.println("usage: java AriMirror.java SERVER PROPERTY FROM TO SECONDS_BETWEEN_COMPARISONS");
            System.exit(2);
        }
        AriMirror reader = new AriMirror(args[0], args[1], LocalDate.parse(args[2]), LocalDate.parse(args[3]));
        Duration compareEvery = Duration.ofSeconds(Long.parseLong(args[4]));
        Copy mirror = reader.snapshot();
        System.out.println("mirrored: " + mirror.nights().size() + " nights");
        long compared = System.nanoTime();
        while (true) {
            String position = reader.follow(mirror.position(), List.of(mirror.nights()));
            mirror = position == null ? reader.snapshot() : new Copy(mirror.nights(), position);
            if (System.nanoTime() - compared >= compareEvery.toNanos()) {
                mirror = reader.compare(mirror);
                compared = System.nanoTime();
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Reads all pages of a snapshot. Its position is that before the first page. */
    private Copy snapshot() throws Exception {
        Map<String, Object> nights = new TreeMap<>();
        String query = "/v1/ari?propertyId=" + property + "&from=" + from + "&to=" + to;
        Map<?, ?> page = get(query);
        while (page != null) {
            write(page, nights);
            if (page.get("nextCursor") == null) {
                return new Copy(nights, (String) page.get("position"));
            }
            page = get(query + "&cursor=" + page.get("nextCursor"));
        }
        return snapshot();
    }

    /**
     * Writes all changes after a position over the copies, and returns the new position; null if the log is another one,
     * as after a restore.
     */
    private String follow(String position, List<Map<String, Object>> copies) throws Exception {
        Map<?, ?> page;
        String at = position;
        do {
            page = get("/v1/ari/changes?propertyId=" + property + "&after=" + at);
            if (page == null) {
                return null;
            }
            for (Map<String, Object> copy : copies) {
                write(page, copy);
            }
            at = (String) page.get("position");
        } while ((Boolean) page.get("hasMore"));
        return at;
    }

    private void write(Map<?, ?> page, Map<String, Object> copy) {
        for (Object entry : (List<?>) page.get("nights")) {
            Map<Object, Object> offer = new LinkedHashMap<>((Map<?, ?>) entry);
            Object roomType = offer.remove("roomTypeId");
            LocalDate first = LocalDate.parse((String) offer.remove("from"));
            LocalDate end = LocalDate.parse((String) offer.remove("to"));
            first.datesUntil(end)
                    .filter(date -> !date.isBefore(from) && date.isBefore(to))
                    .forEach(date -> copy.put(roomType + " " + date, offer));
        }
    }

    /**
     * Compares with a fresh snapshot. Both get the changes since the mirror was read, so that they are equally new: what
     * still differs was missed.
     */
    private Copy compare(Copy mirror) throws Exception {
        Copy fresh = snapshot();
        String position = mirror.position();
        long end = System.nanoTime() + LAG.toNanos();
        do {
            position = follow(position, List.of(mirror.nights(), fresh.nights()));
            if (position == null) {
                return snapshot();
            }
            if (mirror.nights().equals(fresh.nights())) {
                System.out.println("equal: " + mirror.nights().size() + " nights at " + position);
                return new Copy(mirror.nights(), position);
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() < end);
        TreeSet<String> all = new TreeSet<>(mirror.nights().keySet());
        all.addAll(fresh.nights().keySet());
        for (String night : all) {
            Object mirrored = mirror.nights().get(night);
            Object real = fresh.nights().get(night);
            if (mirrored == null || !mirrored.equals(real)) {
                System.out.println("different: " + night + " is " + real + ", mirrored as " + mirrored);
            }
        }
        System.exit(1);
        throw new AssertionError();
    }

    /** Gets a page, as often as it takes: reading again is harmless. Null if the log ends before the position. */
    private Map<?, ?> get(String path) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(30));
        String key = System.getenv("API_KEY");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                switch (answer.statusCode()) {
                    case 200:
                        return (Map<?, ?>) new Json(answer.body()).value();
                    case 409:
                        return null;
                    case 429, 500, 503, 504:
                        break;
                    default:
                        throw new IllegalStateException(path + ": " + answer.body());
                }
            } catch (IOException e) {
                // The server is starting again, or another one answers next time.
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Reads the JSON of an answer: the JDK has no reader of its own. Trusts that it is JSON. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            switch (next()) {
                case '{':
                    Map<Object, Object> object = new LinkedHashMap<>();
                    for (at++; next() != '}'; skip(',')) {
                        Object name = value();
                        skip(':');
                        object.put(name, value());
                    }
                    at++;
                    return object;
                case '[':
                    List<Object> list = new ArrayList<>();
                    for (at++; next() != ']'; skip(',')) {
                        list.add(value());
                    }
                    at++;
                    return list;
                case '"':
                    // Ids, dates and positions have no escapes.
                    int start = at + 1;
                    at = text.indexOf('"', start) + 1;
                    return text.substring(start, at - 1);
                default:
                    int begin = at;
                    while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
                        at++;
                    }
                    String word = text.substring(begin, at);
                    return switch (word) {
                        case "null" -> null;
                        case "true", "false" -> Boolean.valueOf(word);
                        default -> Long.valueOf(word);
                    };
            }
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private void skip(char optional) {
            if (next() == optional) {
                at++;
            }
        }
    }
}
