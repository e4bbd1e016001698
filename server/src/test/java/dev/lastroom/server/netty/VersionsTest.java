package dev.lastroom.server.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.0, 1.1 and 2, and the forms of a request that all of them allow. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsTest {

    private static final String BOOKING = TestService.booking("anna", "2027-01-15", "2027-01-17");

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(300);
        service.post("/v1/bookings", BOOKING).hasStatus(201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String exchange(String request) {
        return RawClient.exchange(service.port(), request);
    }

    @Test
    void aClientOfHttp10IsAnsweredAndItsConnectionClosed() {
        assertThat(exchange("GET /v1/properties HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-length: ")
                .containsIgnoringCase("connection: close")
                .contains("lisbon");
        // A health check of HAProxy names no host.
        assertThat(exchange("OPTIONS /healthz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 405");
        assertThat(exchange("GET /healthz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(exchange("POST /v1/bookings HTTP/1.0\r\nHost: localhost\r\nContent-Length: " + BOOKING.length()
                        + "\r\n\r\n" + BOOKING))
                .startsWith("HTTP/1.1 20");
    }

    @Test
    void aClientOfHttp10MayKeepItsConnection() {
        try (RawClient client = new RawClient(service.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                .readAnswer())
                        .startsWith("HTTP/1.1 200")
                        .containsIgnoringCase("connection: keep-alive");
            }
        }
    }

    @Test
    void aClientOfHttp10CannotSendChunks() {
        assertThat(exchange(
                        "POST /v1/bookings HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/properties", "/healthz", "/docs/", "/metrics", "/v1/none"})
    void headIsGetWithoutTheBody(String path) {
        Reply get = service.get(path);
        String close = "Host: localhost\r\nConnection: close\r\n\r\n";
        String head = exchange("HEAD " + path + " HTTP/1.1\r\n" + close);

        assertThat(head).startsWith("HTTP/1.1 " + get.status()).endsWith("\r\n\r\n");
        assertThat(head.indexOf("\r\n\r\n")).isEqualTo(head.length() - 4);
        if (!path.equals("/metrics")) {
            assertThat(head).containsIgnoringCase("content-length: " + get.header("Content-Length") + "\r\n");
        }
    }

    @Test
    void headOfAStreamEndsAtOnce() {
        assertThat(exchange("HEAD /v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n")
                .doesNotContain("retry: ", "\r\n\r\n0");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost/v1/properties, 200",
        "HTTP://localhost:80/v1/properties?limit=1, 200",
        "http://localhost/healthz, 200",
        "http://localhost, 200",
        // The host of the target counts, and not the header.
        "http://evil.example/v1/properties, 403",
        "//v1/properties, 404",
        "//evil.example/v1/properties, 404",
        "/v1//properties, 404",
        "/v1/properties/, 400",
        "/v1/../healthz, 404",
        "/%2e%2e/healthz, 404",
        "/v1/properties/a%2Fb, 400",
        "*, 400",
        "ftp://localhost/healthz, 400",
        "localhost:80, 400",
    })
    void everyFormOfATargetIsUnderstoodOrRefused(String target, int status) {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Application/JSON",
                "APPLICATION/JSON; Charset=UTF-8",
                "application/json ;charset=\"utf-8\"",
                "application/json; version=1"
            })
    void aContentTypeIsComparedWithoutCase(String type) {
        service.post("/v1/bookings", BOOKING, "Content-Type", type).hasStatus(200);
    }

    @Test
    void aClientOfHttp2WithoutTlsHasManyRequestsOnOneConnection() throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createHttp2Minimal()) {
            client.start();
            String url = "http://127.0.0.1:" + service.port();
            List<Future<SimpleHttpResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                SimpleHttpRequest request = SimpleRequestBuilder.post(url + "/v1/bookings")
                        .setBody(
                                TestService.booking("user-" + i, "2027-01-15", "2027-01-17"),
                                ContentType.APPLICATION_JSON)
                        .build();
                answers.add(client.execute(request, null));
            }
            for (Future<SimpleHttpResponse> answer : answers) {
                SimpleHttpResponse response = answer.get();
                assertThat(response.getCode()).isEqualTo(201);
                assertThat(response.getVersion()).isEqualTo(HttpVersion.HTTP_2);
                assertThat(Json.read(response.getBodyBytes()).get("status").asString())
                        .isEqualTo("PROVISIONAL");
            }
            SimpleHttpResponse large = client.execute(
                            SimpleRequestBuilder.get(url + "/docs/swagger-ui/swagger-ui-bundle.js")
                                    .build(),
                            null)
                    .get();
            assertThat(large.getBodyBytes()).hasSizeGreaterThan(1_000_000);
            SimpleHttpResponse head = client.execute(
                            SimpleRequestBuilder.head(url + "/healthz").build(), null)
                    .get();
            assertThat(head.getCode()).isEqualTo(200);
            assertThat(head.getBodyBytes()).isNullOrEmpty();
            SimpleHttpResponse tooLong = client.execute(
                            SimpleRequestBuilder.post(url + "/v1/bookings")
                                    .setBody(" ".repeat(500_000), ContentType.APPLICATION_JSON)
                                    .build(),
                            null)
                    .get();
            assertThat(tooLong.getCode()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE.status());
        }
    }
}
