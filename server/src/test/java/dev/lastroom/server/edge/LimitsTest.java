package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.netty.WebServer;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are too long, and input that is not HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class LimitsTest {

    private static final String BOOKING = TestService.booking("anna", "2027-01-15", "2027-01-17");
    private static final String BATCH = "{\"requests\": [" + BOOKING + "]}";

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aBodyMayBe64KibibytesAndNotOneByteMore() {
        service.post("/v1/bookings", BOOKING);
        for (boolean chunked : List.of(false, true)) {
            post("/v1/bookings", padded(BOOKING, Call.BODY_BYTES_MAX), chunked).hasStatus(200);
            post("/v1/bookings", padded(BOOKING, Call.BODY_BYTES_MAX + 1), chunked)
                    .isProblemOf(ErrorCode.PAYLOAD_TOO_LARGE, "body");
            post("/v1/bookings", padded(BOOKING, 500_000), chunked).isProblemOf(ErrorCode.PAYLOAD_TOO_LARGE, "body");
        }
    }

    @Test
    void aBatchMayBeOneMebibyteAndNotOneByteMore() {
        for (boolean chunked : List.of(false, true)) {
            post("/v1/bookings/batch", padded(BATCH, Call.BATCH_BYTES_MAX), chunked)
                    .hasStatus(200);
            post("/v1/bookings/batch", padded(BATCH, Call.BATCH_BYTES_MAX + 1), chunked)
                    .isProblemOf(ErrorCode.PAYLOAD_TOO_LARGE, "body");
        }
    }

    @Test
    void aBodyThatIsFarTooLongIsNotWaitedFor() {
        String announced = RawClient.request("POST /v1/bookings", "", "Content-Length: 5000000");
        String tooMuch = " ".repeat(Call.BODY_BYTES_MAX + 1);
        String chunk =
                RawClient.request("POST /v1/bookings", "", "Transfer-Encoding: chunked") + "4c4b40\r\n" + tooMuch;
        for (String request : List.of(announced, chunk)) {
            assertThat(answer(request)).startsWith("HTTP/1.1 413").contains("\"error\":\"PAYLOAD_TOO_LARGE\"");
        }
    }

    private static String padded(String json, int bytes) {
        return json + " ".repeat(bytes - json.length());
    }

    private Reply post(String path, String body, boolean chunked) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return service.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .timeout(Duration.ofSeconds(30))
                .POST(
                        chunked
                                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                                : BodyPublishers.ofByteArray(bytes))
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/properties HTTP/1.1\r\n\r\n",
                "GET /v1/properties HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n",
                "GET /v1/properties HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET /v1/properties HTTP/1.1\r\nHost: localhost\r\nX-A: \u0000\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /v1/properties?a=\u00e9 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Length: one\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\n0\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\n\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                "POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
            })
    void inputThatIsNotHttpIsAProblemToo(String request) {
        String answer = RawClient.exchange(service.port(), request);

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer)
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: ")
                .contains("\"error\":\"", "\"field\":\"")
                .doesNotContain("Exception", "\tat ");
        service.get("/healthz").hasStatus(200);
    }

    @Test
    void theRequestLineAndTheHeadersAreBounded() {
        String longLine = RawClient.request("GET /" + "a".repeat(WebServer.REQUEST_LINE_BYTES_MAX), "");
        String longHeaders = RawClient.request("GET /healthz", "", "X-A: " + "a".repeat(WebServer.HEADERS_BYTES_MAX));

        for (String request : List.of(longLine, longHeaders)) {
            assertThat(RawClient.exchange(service.port(), request))
                    .startsWith("HTTP/1.1 4")
                    .contains("\"error\":\"VALIDATION_FAILED\"");
        }
    }

    @Test
    void bytesAfterABodyAreNotPartOfIt() {
        String request = RawClient.request("POST /v1/bookings", BOOKING.replace("anna", "zoe"));

        String answer = RawClient.exchange(service.port(), request + "{\"more\": true}\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 201").contains("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080"})
    void aBodyThatIsNotUtf8IsRefused(String bytes) {
        assertThat(answer(RawClient.request("POST /v1/bookings", BOOKING.replace("anna", bytes))))
                .startsWith("HTTP/1.1 400")
                .contains("body must be UTF-8", "\"field\":\"body\"");
    }

    @Test
    void aKeyWithLettersOutsideAsciiIsRefused() {
        assertThat(answer(RawClient.request("POST /v1/bookings", BOOKING, "Idempotency-Key: \u00e9")))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"Idempotency-Key\"");
    }

    private String answer(String request) {
        try (RawClient client = new RawClient(service.port())) {
            return client.send(request).readAnswer();
        }
    }

    @Test
    void aClientThatExpectsAContinueGetsOne() {
        String request = RawClient.request("POST /v1/bookings", BOOKING, "Expect: 100-continue");
        try (RawClient client = new RawClient(service.port())) {
            client.send(request.substring(0, request.length() - BOOKING.length()));
            assertThat(client.readContinue().send(BOOKING).readAnswer()).startsWith("HTTP/1.1 20");
        }
    }

    @Test
    void aClientThatExpectsAContinueIsRefusedBeforeItsBody() {
        String request = RawClient.request("POST /v2/nothing", BOOKING, "Expect: 100-continue");

        assertThat(answer(request.substring(0, request.length() - BOOKING.length())))
                .startsWith("HTTP/1.1 404");
    }
}
