package dev.lastroom.server.api;

import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Gzip;
import dev.lastroom.server.http.Head;
import dev.lastroom.server.http.Headers;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages for people: the admin pages, the API's description and Swagger UI, all from the class path. Files stay in
 * memory after the first request, so that a client that does not read holds no file open. Thread-safe.
 */
final class WebPages {

    private static final String WEB = "web";
    private static final String WELCOME = "index.html";
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** The form of a file's path: no folder, nothing hidden, and no way out of the folder. */
    private static final Pattern FILE = Pattern.compile("(/[\\w-][\\w.-]*)*/[\\w-][\\w.-]*\\.(\\w+)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "yaml", "application/yaml",
            "txt", "text/plain");

    private static final String SWAGGER_UI_PATH = "/docs/swagger-ui";

    private final Map<String, String> folders = Map.of(SWAGGER_UI_PATH, SWAGGER_UI + swaggerUiVersion(), "", WEB);

    private final Map<String, WebFile> pages = new ConcurrentHashMap<>();

    /** A file, also compressed, and the tag of its content. Never compared or changed. */
    @SuppressWarnings("ArrayRecordComponent")
    private record WebFile(String type, String etag, byte[] content, byte[] packed) {}

    /** Answers with a page. */
    Answer answer(Head head) {
        String path = String.join("/", head.target().segments());
        boolean isRead = head.method().equals("GET") || head.method().equals("HEAD");
        String whole = "/" + path;
        if (!isRead) {
            throw notFound();
        }
        if (FILE.matcher(whole).matches()) {
            return answer(page(whole), head.headers());
        }
        if (whole.endsWith("/")) {
            return answer(page(whole + WELCOME), head.headers());
        }
        // Links in a folder's page are relative to the folder.
        WebFile _ = page(whole + "/" + WELCOME);
        return new Answer(301, new Answer.Text("", "")).with("Location", whole + "/");
    }

    private static Answer answer(WebFile page, Headers asked) {
        if (asked.all("If-None-Match").contains(page.etag())) {
            return Answer.notModified(page.etag());
        }
        Answer answer = Gzip.isAccepted(asked)
                ? new Answer(200, new Answer.Bytes(page.type(), page.packed())).with("Content-Encoding", Gzip.NAME)
                : new Answer(200, new Answer.Bytes(page.type(), page.content()));
        return answer.with(Preconditions.ETAG, page.etag()).with("Vary", "Accept-Encoding");
    }

    private static ProblemException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path").exception();
    }

    /** @throws ProblemException if there is none */
    private WebFile page(String path) {
        WebFile page = pages.get(path);
        if (page == null) {
            page = load(path);
            if (page == null) {
                throw notFound();
            }
            pages.put(path, page);
        }
        return page;
    }

    private @Nullable WebFile load(String path) {
        var matcher = FILE.matcher(path);
        String type = matcher.matches() ? TYPES.get(matcher.group(2)) : null;
        if (type == null) {
            return null;
        }
        String prefix = path.startsWith(SWAGGER_UI_PATH + "/") ? SWAGGER_UI_PATH : "";
        String file = folders.get(prefix) + path.substring(prefix.length());
        try (InputStream in = WebPages.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            return new WebFile(type, etag(content), content, Gzip.pack(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the version of the webjar, which is part of its paths. */
    private static String swaggerUiVersion() {
        try (InputStream in = WebPages.class.getClassLoader().getResourceAsStream(SWAGGER_UI_POM)) {
            if (in == null) {
                throw new IllegalStateException("swagger-ui is not on the class path: " + SWAGGER_UI_POM);
            }
            Properties pom = new Properties();
            pom.load(in);
            return pom.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SWAGGER_UI_POM, e);
        }
    }
}
