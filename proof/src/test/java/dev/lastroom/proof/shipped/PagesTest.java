package dev.lastroom.proof.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages for people, as the packaged jar serves them: complete, from this server alone, and within their content
 * security policy. A class path of folders is no substitute: it may serve files that have no entry in a jar, and the
 * reverse.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final Pattern IN_HTML = Pattern.compile("(?:href|src)=\"([^\"#]+)");
    private static final Pattern IN_SCRIPT = Pattern.compile("from \"(\\./[^\"]+)\"");
    private static final Pattern LOOKED_UP = Pattern.compile("\"#([a-z][\\w-]*)");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[\\w.-]+\\.\\w+[^\\s\"')]*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "json", "application/json",
            "yaml", "application/yaml");

    private @Nullable Demo demo;
    private Map<String, HttpResponse<String>> everything = Map.of();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        demo = Demo.start(folder);
        everything = everything();
    }

    @AfterAll
    void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    private Demo demo() {
        return Objects.requireNonNull(demo);
    }

    private static String header(HttpResponse<String> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    /** Returns everything reachable from both pages, with its content. */
    private Map<String, HttpResponse<String>> everything() {
        Map<String, HttpResponse<String>> found = new TreeMap<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of("/", "/docs"));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (found.containsKey(path)) {
                continue;
            }
            HttpResponse<String> reply = demo().get(path);
            if (reply.statusCode() == 301) {
                open.add(resolved(path, header(reply, "Location")));
                continue;
            }
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            found.put(path, reply);
            // Swagger UI's own scripts mention addresses that they do not load.
            if (!path.startsWith("/docs/swagger-ui/")) {
                links(path, reply).forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<String> links(String path, HttpResponse<String> reply) {
        Pattern pattern = header(reply, "Content-Type").startsWith("text/html") ? IN_HTML : IN_SCRIPT;
        return firstGroups(pattern, reply.body()).map(link -> resolved(path, link));
    }

    private static String resolved(String path, String link) {
        return URI.create(path).resolve(link).getPath();
    }

    private static Stream<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void everyLinkAndFileOfThePagesIsServedWithItsType() {
        assertThat(everything)
                .containsKeys(
                        "/assets/app.js", "/docs/swagger-ui/swagger-ui-bundle.js", "/openapi.json", "/openapi.yaml");
        everything.forEach((path, reply) -> {
            String extension = path.contains(".") ? path.substring(path.lastIndexOf('.') + 1) : "html";
            if (!List.of("/metrics", "/readyz").contains(path)) {
                assertThat(header(reply, "Content-Type")).as(path).startsWith(TYPES.get(extension));
            }
            assertThat(header(reply, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        });
    }

    @Test
    void theDemoHotelTakesABooking() {
        String arrival = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        String departure = LocalDate.now(ZoneOffset.UTC).plusDays(8).toString();
        HttpResponse<String> booked = demo().post("/v1/bookings", """
                {"userId": "you", "roomTypeId": "double", "startDate": "%s", "endDate": "%s"}""".formatted(arrival, departure));

        assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
        assertThat(demo().get("/v1/bookings?userId=you").body()).contains("\"startDate\":\"" + arrival);
    }

    @Test
    void everyFileIsUsed() throws IOException {
        Path assets = Path.of("../server/src/main/resources/web/assets");
        try (Stream<Path> files = Files.list(assets)) {
            assertThat(everything.keySet())
                    .containsAll(
                            files.map(file -> "/assets/" + file.getFileName()).toList());
        }
    }

    @Test
    void thePolicyAllowsNoScriptButOurOwn() {
        for (String page : List.of("/", "/docs/")) {
            Map<String, String> policy = Pattern.compile(";\\s*")
                    .splitAsStream(header(demo().get(page), "Content-Security-Policy"))
                    .map(directive -> directive.split(" ", 2))
                    .collect(Collectors.toMap(part -> part[0], part -> part[1]));
            assertThat(policy.get("default-src")).isIn("'none'", "'self'");
            assertThat(policy.getOrDefault("script-src", "'self'")).isEqualTo("'self'");
            assertThat(policy.getOrDefault("connect-src", "'self'")).isEqualTo("'self'");
        }
    }

    @Test
    void thePagesHaveNoScriptOrStyleInline() {
        for (String page : List.of("/", "/docs/")) {
            String html = demo().get(page).body();
            assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=)").doesNotContain("<style");
            assertThat(html).doesNotContainPattern("<[^>]*\\s(style|on\\w+)=");
        }
    }

    @Test
    void noPartOfThePagesIsElsewhere() {
        everything.forEach((path, reply) -> {
            if (!path.startsWith("/docs/swagger-ui/") && !path.equals("/metrics") && !path.startsWith("/openapi.")) {
                assertThat(ELSEWHERE.matcher(reply.body()).results().map(MatchResult::group))
                        .as(path)
                        .allMatch("http://www.w3.org/2000/svg"::equals);
            }
        });
    }

    @Test
    void everyElementThatTheScriptsLookUpExists() {
        String html = demo().get("/").body();
        TreeSet<String> lookedUp = everything.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".js")
                        && file.getKey().startsWith("/assets/")
                        && !file.getKey().equals("/assets/docs.js"))
                .flatMap(file -> firstGroups(LOOKED_UP, file.getValue().body()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(lookedUp)
                .hasSizeGreaterThan(20)
                .allSatisfy(id -> assertThat(html).contains("id=\"" + id + "\""));
    }
}
