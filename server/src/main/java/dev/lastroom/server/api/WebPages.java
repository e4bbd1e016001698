package dev.lastroom.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

    /** How much of a file is held for a client that does not read. */
    private static final int PART_BYTES = 16 * 1024;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "yaml", "application/yaml",
            "txt", "text/plain");

    private final String folder;
    private final Map<String, WebFile> pages = new ConcurrentHashMap<>();

    private WebPages(String folder) {
        this.folder = folder;
    }

    /** A file, and the tag of its content. Never compared or changed. */
    @SuppressWarnings("ArrayRecordComponent")
    private record WebFile(String type, Header etag, byte[] content) {}

    static void register(HttpRouting.Builder routing) {
        register(routing, "/docs/swagger-ui", new WebPages(SWAGGER_UI + swaggerUiVersion()));
        register(routing, "", new WebPages(WEB));
    }

    private static void register(HttpRouting.Builder routing, String prefix, WebPages pages) {
        for (String paths : List.of(prefix + "/", prefix + "/*")) {
            routing.get(paths, (request, response) -> pages.send(prefix, request, response));
            routing.head(paths, (request, response) -> pages.send(prefix, request, response));
        }
    }

    private void send(String prefix, ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().path().substring(prefix.length());
        if (FILE.matcher(path).matches()) {
            send(page(path), request, response);
        } else if (path.endsWith("/")) {
            send(page(path + WELCOME), request, response);
        } else {
            // Links in a folder's page are relative to the folder.
            WebFile _ = page(path + "/" + WELCOME);
            response.status(Status.MOVED_PERMANENTLY_301);
            response.header(HeaderNames.LOCATION, prefix + path + "/");
            response.send();
        }
    }

    private static void send(WebFile page, ServerRequest request, ServerResponse response) {
        response.header(page.etag());
        boolean isKnown = request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).stream()
                .anyMatch(page.etag().get()::equals);
        if (isKnown) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, page.type());
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send(page.content());
        } else {
            sendInParts(page.content(), response);
        }
    }

    /**
     * Writes in parts. The web server would copy the whole content for each client, and keep the copy while the client
     * does not read.
     */
    private static void sendInParts(byte[] content, ServerResponse response) {
        response.contentLength(content.length);
        try (OutputStream out = response.outputStream()) {
            for (int from = 0; from < content.length; from += PART_BYTES) {
                out.write(content, from, Math.min(PART_BYTES, content.length - from));
            }
        } catch (IOException e) {
            throw new CloseConnectionException("the client is gone", e);
        }
    }

    /** @throws HttpException if there is none */
    private WebFile page(String path) {
        WebFile page = pages.get(path);
        if (page == null) {
            page = load(path);
            if (page == null) {
                throw new HttpException("There is nothing at this path", Status.NOT_FOUND_404);
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
        try (InputStream in = WebPages.class.getClassLoader().getResourceAsStream(folder + path)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            return new WebFile(type, HeaderValues.createCached(HeaderNames.ETAG, etag(content)), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + path, e);
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
