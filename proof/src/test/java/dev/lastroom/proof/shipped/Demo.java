package dev.lastroom.proof.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./lastroom demo}: the launcher, the packaged jar and its libraries, in a process of its own. */
final class Demo implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("server/target/lastroom.jar");
    private static final Pattern URL = Pattern.compile("http://[\\w.:]+");
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private Demo(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts the demo on a free port and waits until it is ready. */
    static Demo start(Path folder) throws IOException {
        assumeTrue(Files.exists(JAR), "mvn package of the server writes the jar");
        // Maven leaves an unchanged jar as it is. The launcher would think it outdated and build it again.
        Files.writeString(JAR.resolveSibling("built"), "");
        Path log = folder.resolve("demo.log");
        ProcessBuilder builder = new ProcessBuilder(
                        ROOT.resolve("lastroom").toString(),
                        "demo",
                        "--port",
                        "0",
                        "--db",
                        "jdbc:sqlite:" + folder.resolve("demo.db"))
                .directory(folder.toFile())
                .redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTROOM_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        // Not closed, because the process writes to it until it ends.
        BufferedReader out = process.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = URL.matcher(line);
            if (found.find()) {
                return new Demo(process, URI.create(found.group()));
            }
        }
        throw new AssertionError("The demo ended: " + Files.readString(log));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
    }
}
