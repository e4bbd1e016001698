package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages for people: complete, from this server alone, and within their content security policy. */
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
            "json", "application/json");

    private TestService service;
    private Map<String, Reply> everything;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder);
        everything = everything();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** All that the pages lead to, and what it says, beginning at both pages. */
    private Map<String, Reply> everything() {
        Map<String, Reply> found = new TreeMap<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of("/", "/docs"));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (found.containsKey(path)) {
                continue;
            }
            Reply reply = service.get(path);
            if (reply.status() == 301) {
                open.add(resolved(path, reply.header("Location")));
                continue;
            }
            found.put(path, reply.hasStatus(200));
            // What swagger-ui's own scripts mention is not loaded by them.
            if (!path.startsWith("/docs/swagger-ui/")) {
                links(path, reply).forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<String> links(String path, Reply reply) {
        Pattern pattern = reply.header("Content-Type").startsWith("text/html") ? IN_HTML : IN_SCRIPT;
        return firstGroups(pattern, reply.text()).map(link -> resolved(path, link));
    }

    private static String resolved(String path, String link) {
        return URI.create(path).resolve(link).getPath();
    }

    private static Stream<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void everyLinkAndFileOfThePagesIsServedWithItsType() {
        assertThat(everything).containsKeys("/assets/app.js", "/docs/swagger-ui/swagger-ui-bundle.js", "/openapi.json");
        everything.forEach((path, reply) -> {
            String extension = path.contains(".") ? path.substring(path.lastIndexOf('.') + 1) : "html";
            if (!List.of("/metrics", "/readyz").contains(path)) {
                assertThat(reply.header("Content-Type")).as(path).startsWith(TYPES.get(extension));
            }
            assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        });
    }

    @Test
    void everyFileIsUsed() throws IOException {
        Path assets = Path.of("src/main/resources/web/assets");
        try (Stream<Path> files = Files.list(assets)) {
            assertThat(everything.keySet())
                    .containsAll(
                            files.map(file -> "/assets/" + file.getFileName()).toList());
        }
    }

    @Test
    void thePolicyLetsNoScriptInButOurOwn() {
        for (String page : List.of("/", "/docs/")) {
            Map<String, String> policy = Pattern.compile(";\\s*")
                    .splitAsStream(service.get(page).header("Content-Security-Policy"))
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
            String html = service.get(page).text();
            assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=)").doesNotContain("<style");
            assertThat(html).doesNotContainPattern("<[^>]*\\s(style|on\\w+)=");
        }
    }

    @Test
    void nothingOfThePagesIsElsewhere() {
        everything.forEach((path, reply) -> {
            if (!path.startsWith("/docs/swagger-ui/") && !path.equals("/metrics") && !path.equals("/openapi.json")) {
                assertThat(ELSEWHERE.matcher(reply.text()).results().map(MatchResult::group))
                        .as(path)
                        .allMatch("http://www.w3.org/2000/svg"::equals);
            }
        });
    }

    @Test
    void everyElementThatTheScriptsLookUpIsThere() {
        String html = service.get("/").text();
        TreeSet<String> lookedUp = everything.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".js")
                        && file.getKey().startsWith("/assets/")
                        && !file.getKey().equals("/assets/docs.js"))
                .flatMap(file -> firstGroups(LOOKED_UP, file.getValue().text()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(lookedUp)
                .hasSizeGreaterThan(20)
                .allSatisfy(id -> assertThat(html).contains("id=\"" + id + "\""));
    }
}
