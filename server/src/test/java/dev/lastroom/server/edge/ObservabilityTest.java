package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.BrokenReads;
import dev.lastroom.server.testing.LogLines;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request ids, log lines, metrics and the headers that every answer has. */
class ObservabilityTest {

    private static final String BOOKING = TestService.booking("anna", "2027-01-15", "2027-01-16");

    private LogLines lines;
    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
        lines = new LogLines("dev.lastroom.access");
    }

    @AfterEach
    void stop() {
        lines.close();
        service.close();
    }

    @Test
    void theCallersRequestIdIsInTheAnswerTheLogAndTheBooking() {
        Reply reply = service.post("/v1/bookings", BOOKING, "X-Request-Id", "till-7/42")
                .hasStatus(201);

        assertThat(reply.header("X-Request-Id")).isEqualTo("till-7/42");
        assertThat(lines.valuesOf("till-7/42"))
                .containsEntry("method", "POST")
                .containsEntry("path", "/v1/bookings")
                .containsEntry("status", 201)
                .containsEntry("owner", "anonymous")
                .containsKey("durationMicros");
        assertThat(service.get("/v1/bookings/" + reply.at("/bookingId")).at("/idempotency/requestId"))
                .isEqualTo("till-7/42");
    }

    @Test
    void everyAnswerHasTheRequestIdOfItsLogLine() {
        for (String path : List.of("/v1/bookings", "/v1/none", "/none", "/healthz", "/metrics", "/v1/bookings/7")) {
            String id = service.get(path).header("X-Request-Id");
            assertThat(id).matches("[0-9a-f-]{36}");
            assertThat(lines.valuesOf(id)).containsEntry("path", path);
        }
        String malformed =
                RawClient.exchange(service.port(), "GET /v1/bookings HTTP/1.1\r\nX-Request-Id: mine\r\n\r\n");
        assertThat(malformed).startsWith("HTTP/1.1 400").contains("X-Request-Id: mine");
        assertThat(lines.valuesOf("mine")).containsEntry("status", 400);
    }

    @Test
    void aRequestIdThatCouldNotBeLoggedAsItIsIsReplaced() {
        for (String id : List.of("a b", "x".repeat(129), "")) {
            assertThat(service.get("/healthz", "X-Request-Id", id).header("X-Request-Id"))
                    .matches("[0-9a-f-]{36}");
        }
        assertThat(service.get("/healthz", "X-Request-Id", "x".repeat(128)).header("X-Request-Id"))
                .hasSize(128);
    }

    @Test
    void logLinesHaveNoQueriesBodiesOrKeys() {
        List<Reply> replies = List.of(
                service.get("/v1/bookings?userId=secret-user", "Authorization", "Bearer secret-key"),
                service.post("/v1/bookings", BOOKING, "Idempotency-Key", "secret-idempotency"));

        for (Reply reply : replies) {
            ILoggingEvent line = lines.of(reply.header("X-Request-Id"));
            assertThat(line.getFormattedMessage() + line.getKeyValuePairs() + line.getMDCPropertyMap())
                    .contains("/v1/bookings")
                    .doesNotContain("secret", "anna");
        }
    }

    @Test
    void metricsCountWhatHappens() {
        String id = service.post("/v1/bookings", BOOKING).hasStatus(201).at("/bookingId");
        service.post("/v1/bookings", BOOKING).hasStatus(200);
        Reply refused = service.post("/v1/bookings", BOOKING.replace("}", ", \"roomsBooked\": 9}"))
                .isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        lines.of(refused.header("X-Request-Id"));
        service.post("/v1/bookings/" + id + "/cancel", "{}").hasStatus(200);

        Reply metrics = service.get("/metrics").hasStatus(200);

        assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.text())
                .contains("lastroom_bookings_total 1.0\n")
                .contains("lastroom_replays_total 1.0\n")
                .contains("lastroom_cancels_total 1.0\n")
                .contains("lastroom_refusals_total{code=\"INSUFFICIENT_INVENTORY\"} 1.0\n")
                .contains("lastroom_queue_depth 0.0\n")
                .contains("lastroom_batch_commands_count 7\n")
                .contains("lastroom_lock_wait_seconds_count 7\n")
                .contains("lastroom_command_latency_seconds_bucket{le=\"+Inf\"} 7\n")
                .contains("lastroom_retries_total 0.0\n")
                .contains("lastroom_keys_swept_total 0.0\n")
                .contains(
                        "lastroom_http_requests_seconds_count{method=\"POST\",route=\"/v1/bookings\",status=\"409\"} 1\n");
    }

    @Test
    void noCallerCanMakeUnlimitedMetrics() {
        for (int i = 0; i < 20; i++) {
            service.send("METHOD" + i, "/v1/path-" + i, null).isProblem(ErrorCode.NOT_FOUND);
        }

        assertThat(service.get("/metrics").text())
                .contains("{method=\"other\",route=\"none\",status=\"404\"}")
                .doesNotContain("METHOD1", "path-1");
    }

    @Test
    void browsersAreKeptSafe() {
        for (String path : List.of("/v1/bookings", "/healthz", "/none")) {
            Reply reply = service.get(path);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("frame-ancestors 'none'", "default-src 'none'");
            assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            // Only a service with TLS may say that it has it.
            assertThat(reply.header("Strict-Transport-Security")).isEmpty();
        }
        assertThat(service.get("/v1/bookings").header("Cache-Control")).isEqualTo("no-store");
        for (String page : List.of("/", "/docs/")) {
            Reply reply = service.get(page).hasStatus(200);
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Permissions-Policy")).contains("camera=()");
        }
    }

    @Test
    void anUnexpectedErrorShowsNothingOfItselfButIsLogged(@TempDir Path other) {
        try (LogLines errors = new LogLines("dev.lastroom.server.api.ThrownAnswers");
                TestService broken = new TestService(
                        new BrokenReads(TestService.sqlite(other)), TestService.SETTINGS, Keyring.open())) {
            Reply reply = broken.get("/v1/properties", "X-Request-Id", "r500").isProblem(ErrorCode.INTERNAL_ERROR);

            assertThat(reply.text()).doesNotContain(BrokenReads.SECRET);
            assertThat(reply.header("X-Request-Id")).isEqualTo("r500");
            assertThat(errors.of("r500").getThrowableProxy().getMessage()).contains(BrokenReads.SECRET);
        }
    }
}
