package dev.lastroom.server.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.EdgeSettings;
import dev.lastroom.server.edge.Proxies;
import dev.lastroom.server.testing.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proxies that people put in front, with the settings that a beginner writes. Skipped where one is not installed. */
@Timeout(60)
class ReverseProxyTest {

    private static final int REQUESTS = 30;

    private static final String LARGE = "/docs/swagger-ui/swagger-ui-bundle.js";

    private static final String NGINX_BEGINS = """
            daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
            """;

    /** A proxy, and how it is told to listen on a port and to pass all on to another. */
    @SuppressWarnings("ImmutableEnumChecker") // its list never changes
    enum Front {
        /** Speaks HTTP/1.0 to the service unless told otherwise. */
        NGINX("nginx", NGINX_BEGINS + """
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://127.0.0.1:%3$d;
                      proxy_set_header Host localhost;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }
                  }
                }
                """, "-c", "%1$s/config", "-p", "%1$s"),
        /** With connections that it keeps. */
        NGINX_KEEPING("nginx", NGINX_BEGINS + """
                  upstream lastroom { server 127.0.0.1:%3$d; keepalive 4; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://lastroom;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host localhost;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }
                  }
                }
                """, "-c", "%1$s/config", "-p", "%1$s"),
        /** Sends nothing to a server whose health check fails. */
        HAPROXY("haproxy", """
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                frontend all
                  bind 127.0.0.1:%2$d
                  default_backend lastroom
                backend lastroom
                  option httpchk GET /readyz
                  option forwardfor
                  http-request set-header Host localhost
                  timeout check 30s
                  server one 127.0.0.1:%3$d check inter 200ms
                """, "-f", "%1$s/config", "-db"),
        CADDY("caddy", """
                {
                  admin off
                  auto_https off
                }
                http://127.0.0.1:%2$d {
                  reverse_proxy 127.0.0.1:%3$d
                }
                """, "run", "--adapter", "caddyfile", "--config", "%1$s/config"),
        /** Speaks HTTP/2 without TLS to the service. */
        CADDY_HTTP2("caddy", """
                {
                  admin off
                  auto_https off
                }
                http://127.0.0.1:%2$d {
                  reverse_proxy h2c://127.0.0.1:%3$d {
                    header_up Host localhost
                  }
                }
                """, "run", "--adapter", "caddyfile", "--config", "%1$s/config");

        private final String program;
        private final String config;
        private final List<String> arguments;

        Front(String program, String config, String... arguments) {
            this.program = program;
            this.config = config;
            this.arguments = List.of(arguments);
        }

        private @Nullable Path find() {
            return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")
                    .map(folder -> Path.of(folder, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        }

        private Process start(Path folder, int port, int service) throws IOException {
            Path found = find();
            Assumptions.assumeTrue(found != null, program + " is not installed");
            Files.writeString(folder.resolve("config"), config.formatted(folder, port, service));
            List<String> command = Stream.concat(
                            Stream.of(String.valueOf(found)),
                            arguments.stream().map(argument -> argument.formatted(folder)))
                    .toList();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            builder.environment().put("HOME", folder.toString());
            return builder.start();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    private static void awaitReady(HttpClient client, int port, Process proxy, Path folder) throws Exception {
        while (true) {
            try {
                if (client.send(get(port, "/readyz"), BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            assertThat(proxy.isAlive()).as(() -> output(folder)).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingPassesThrough(Front front, @TempDir Path database, @TempDir Path folder) throws Exception {
        Proxies trusted = new Proxies(Proxies.parse("127.0.0.1"), Proxies.Header.X_FORWARDED_FOR);
        int port = freePort();
        try (TestService service = new TestService(
                                TestService.sqlite(database),
                                TestService.SETTINGS.withEdge(EdgeSettings.DEFAULT.with(it -> it.proxies = trusted)),
                                Keyring.open())
                        .withHotel(REQUESTS);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Process proxy = front.start(folder, port, service.port());
            try {
                awaitReady(client, port, proxy, folder);
                book(client, port);
                readAll(client, port, service);
                follow(client, port, service);
            } finally {
                proxy.destroy();
                proxy.waitFor();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfTenMebibytesComesWhole(Front front, @TempDir Path folder) throws Exception {
        byte[] content = new byte[10 * 1024 * 1024];
        new Random(1).nextBytes(content);
        int port = freePort();
        try (FixedAnswer service = new FixedAnswer(content);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Process proxy = front.start(folder, port, service.port());
            try {
                awaitReady(client, port, proxy, folder);
                for (int i = 0; i < 4; i++) {
                    assertThat(client.send(get(port, "/large"), BodyHandlers.ofByteArray())
                                    .body())
                            .isEqualTo(content);
                }
                if (front == Front.NGINX_KEEPING) {
                    assertThat(service.openConnections()).isEqualTo(1);
                }
            } finally {
                proxy.destroy();
                proxy.waitFor();
            }
        }
    }

    private static void book(HttpClient client, int port) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/bookings"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(TestService.booking("user-" + i, "2027-01-15", "2027-01-16")))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    /** Reads a megabyte several times, which is more than all buffers of a proxy. */
    private static void readAll(HttpClient client, int port, TestService service) throws Exception {
        byte[] direct = client.send(get(service.port(), LARGE), BodyHandlers.ofByteArray())
                .body();
        for (int i = 0; i < 8; i++) {
            assertThat(client.send(get(port, LARGE), BodyHandlers.ofByteArray()).body())
                    .isEqualTo(direct);
        }
    }

    private static void follow(HttpClient client, int port, TestService service) throws Exception {
        var response = client.send(get(port, "/v1/events/stream"), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            assertThat(lines.readLine()).startsWith("retry: ");
            service.post("/v1/bookings", TestService.booking("follower", "2027-02-15", "2027-02-16"))
                    .hasStatus(201);
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            assertThat(line).contains("follower");
        }
    }
}
