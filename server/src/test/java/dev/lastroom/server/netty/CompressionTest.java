package dev.lastroom.server.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Gzip;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in gzip, of answers and of requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionTest {

    private static final String BOOKING = TestService.booking("anna", "2027-01-15", "2027-01-17");
    private static final String LONG = "/v1/room-types/deluxe/inventory?from=2027-01-10&to=2027-03-01";

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
        service.post("/v1/bookings", BOOKING).hasStatus(201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private HttpResponse<byte[]> get(String path, String accepted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Accept-Encoding", accepted)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private Reply post(byte[] body) {
        return service.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v1/bookings"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'br, GZIP;q=0.5', true",
        "*, true",
        "'gzip;q=0', false",
        "'*;q=0, identity', false",
        "'*, gzip;q=0.0', false",
        "identity, false",
        "gzipped, false",
    })
    void anAnswerIsCompressedIfTheClientTakesIt(String accepted, boolean isCompressed) throws Exception {
        String plain = service.get(LONG).text();
        HttpResponse<byte[]> response = get(LONG, accepted);

        assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(isCompressed);
        byte[] body = isCompressed ? Gzip.unpack(response.body(), 1_000_000) : response.body();
        assertThat(new String(body, UTF_8)).isEqualTo(plain);
        if (isCompressed) {
            assertThat(response.body().length).isLessThan(plain.length() / 2);
        }
    }

    @Test
    void shortAnswersAndAnswersToCommandsAreNot() throws Exception {
        assertThat(get("/healthz", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(service.post("/v1/bookings", BOOKING, "Accept-Encoding", "gzip")
                        .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void anETagStaysTheSame() throws Exception {
        HttpResponse<byte[]> packed = get(LONG, "gzip");
        String etag = packed.headers().firstValue("ETag").orElseThrow();
        assertThat(service.get(LONG).header("ETag")).isEqualTo(etag);
        service.get(LONG, "If-None-Match", etag).hasStatus(304);
    }

    @Test
    void aRequestMayBeCompressed() {
        post(Gzip.pack(BOOKING.getBytes(UTF_8))).hasStatus(200);
    }

    /** The bomb is 20 MB unpacked. A body of exactly the limit, packed no larger, is the control. */
    @Test
    void aCompressedBodyIsLimitedByItsSizeUnpacked() {
        byte[] most = (BOOKING + " ".repeat(Call.BODY_BYTES_MAX - BOOKING.length())).getBytes(UTF_8);
        post(Gzip.pack(most)).hasStatus(200);
        post(Gzip.pack(new byte[20_000_000])).isProblemOf(ErrorCode.PAYLOAD_TOO_LARGE, "body");
        post(Gzip.pack((new String(most, UTF_8) + " ").getBytes(UTF_8)))
                .isProblemOf(ErrorCode.PAYLOAD_TOO_LARGE, "body");
    }

    @Test
    void aMalformedOrUnknownCodingIsRefused() {
        byte[] cut = Gzip.pack(BOOKING.getBytes(UTF_8));
        post(Arrays.copyOf(cut, cut.length / 2)).isProblemOf(ErrorCode.VALIDATION_FAILED, "body");
        post(BOOKING.getBytes(UTF_8)).isProblemOf(ErrorCode.VALIDATION_FAILED, "body");
        service.post("/v1/bookings", BOOKING, "Content-Encoding", "br")
                .isProblemOf(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding");
    }
}
