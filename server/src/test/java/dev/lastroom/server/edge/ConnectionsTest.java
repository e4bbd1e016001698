package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.testing.LogLines;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connections that make no progress. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionsTest {

    private static final int STALLED = 1_000;

    private static final List<String> BEGINNINGS = List.of(
            "",
            "POST /v1/boo",
            "POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
            "POST /v1/none HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n",
            "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nX-",
            "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"userId\":",
            "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{");

    @TempDir
    private Path folder;

    @Test
    void aThousandStalledConnectionsDoNotStopOthers() {
        List<RawClient> stalled = new ArrayList<>();
        HttpSettings hasty = HttpSettings.DEFAULT.with(it -> {
            it.port = 0;
            it.shutdownGrace = Duration.ZERO;
            it.idleTimeout = Duration.ofMinutes(1);
        });
        try (TestService service = new TestService(TestService.sqlite(folder), hasty, Keyring.open()).withHotel(100)) {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(new RawClient(service.port()).send(BEGINNINGS.get(i % BEGINNINGS.size())));
            }
            for (int i = 0; i < 50; i++) {
                service.post("/v1/bookings", TestService.booking("user-" + i, "2027-01-15", "2027-01-16"))
                        .hasStatus(201);
                service.get("/readyz").hasStatus(200);
            }
        } finally {
            stalled.forEach(RawClient::close);
        }
    }

    @Test
    void aStalledConnectionIsClosedInTheEnd() {
        HttpSettings settings = HttpSettings.DEFAULT.with(it -> {
            it.port = 0;
            it.shutdownGrace = Duration.ofSeconds(1);
            it.idleTimeout = Duration.ofSeconds(1);
        });
        try (TestService service = new TestService(TestService.sqlite(folder), settings, Keyring.open())) {
            for (String beginning : BEGINNINGS) {
                try (RawClient client = new RawClient(service.port())) {
                    // Fails with a timeout of its own if the server does not close the connection.
                    assertThat(client.send(beginning).readAll()).as(beginning).doesNotContain("HTTP/1.1 2");
                }
            }
            service.get("/healthz").hasStatus(200);
        }
    }

    @Test
    void aConnectionIsClosedOnRequest() {
        try (TestService service = TestService.on(folder)) {
            assertThat(RawClient.exchange(service.port(), RawClient.request("GET /healthz", "", "Connection: close")))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() {
        try (TestService service = TestService.on(folder);
                RawClient client = new RawClient(service.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(RawClient.request("GET /healthz", "")).readAnswer())
                        .startsWith("HTTP/1.1 200");
                assertThat(client.send(RawClient.request("POST /v1/bookings", "{}"))
                                .readAnswer())
                        .startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void aClientThatDisconnectsIsNoErrorOfTheServer() {
        try (TestService service = TestService.on(folder);
                LogLines access = new LogLines("dev.lastroom.access");
                LogLines webServer = new LogLines("io.netty")) {
            String request = RawClient.request("POST /v1/bookings", "{\"userId\": 1}", "X-Request-Id: gone");
            try (RawClient client = new RawClient(service.port())) {
                client.send(request.substring(0, request.length() - 1));
            }

            assertThat(access.valuesOf("gone")).containsEntry("status", 0);
            assertThat(webServer.all()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        }
    }
}
