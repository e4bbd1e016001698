package dev.lastroom.server.edge;

import static dev.lastroom.server.testing.TestService.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.MalformedBody;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a malformed request names the field, and nothing changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {

    private static final int REQUESTS = 600;

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
        service.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-17"))
                .hasStatus(201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everyRandomlyMalformedBodyIsRefusedWithTheNameOfTheField() {
        long seed = Long.getLong("lastroom.seed", new Random().nextLong());
        System.out.println("malformed bodies: -Dlastroom.seed=" + seed);
        Random random = new Random(seed);
        String before = service.state();

        for (int i = 0; i < REQUESTS; i++) {
            MalformedBody malformed = MalformedBody.any(random);
            Reply reply = service.send(malformed.method(), malformed.path(), malformed.body());
            assertThat(reply.status()).as("%s -> %s", malformed, reply.text()).isEqualTo(400);
            assertThat(reply.at("/error"))
                    .as("%s -> %s", malformed, reply.text())
                    .isIn("VALIDATION_FAILED", "INVALID_DATE_RANGE");
            reply.isProblem(ErrorCode.valueOf(reply.at("/error")));
            assertThat(reply.at("/details/field"))
                    .as("%s -> %s", malformed, reply.text())
                    .isEqualTo(malformed.field());
        }

        assertThat(service.state()).isEqualTo(before);
    }

    @Test
    void everyMalformedQueryIsRefusedWithTheNameOfTheParameter() {
        Map<String, List<String>> required = Map.of(
                "/v1/availability", List.of("propertyId=lisbon", "startDate=" + TODAY, "endDate=" + TODAY.plusDays(2)),
                "/v1/room-types/deluxe/inventory", List.of("from=" + TODAY, "to=" + TODAY.plusDays(2)),
                "/v1/bookings", List.of("limit=10"),
                "/v1/properties", List.of("limit=10"),
                "/v1/room-types", List.of("propertyId=lisbon"));
        required.forEach((path, parameters) -> {
            service.get(path + "?" + String.join("&", parameters)).hasStatus(200);
            for (String parameter : parameters) {
                String name = parameter.substring(0, parameter.indexOf('='));
                List<String> others = new ArrayList<>(parameters);
                others.remove(parameter);
                for (String bad : List.of("", "%00", "a%20b", "+1", "%F0%9F%9B%8F", "a%2Fb", "x".repeat(65))) {
                    refused(path, others, name + "=" + bad, name);
                }
                refused(path, others, parameter + "&" + parameter, name);
                refused(path, others, name, name);
            }
            refused(path, parameters, "verbose=true", "verbose");
        });
    }

    private void refused(String path, List<String> good, String bad, String field) {
        List<String> all = new ArrayList<>(good);
        all.add(bad);
        String target = path + "?" + String.join("&", all);
        Reply reply = service.get(target);
        assertThat(reply.status()).as("%s -> %s", target, reply.text()).isEqualTo(400);
        reply.isProblemOf(ErrorCode.VALIDATION_FAILED, field);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0", "limit, 201", "limit, 99999999999", "limit, ten", "cursor, ?", "status, provisional",
        "status, GONE", "userId, a b", "roomTypeId, é", "from, 01-02-2027", "to, 2027-13-01", "to, +12345-01-01",
    })
    void filtersAreCheckedToo(String name, String value) {
        service.get("/v1/bookings?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"properties", "room-types", "bookings", "allotments", "waitlist"})
    void aCursorIsCheckedInEveryList(String list) {
        service.get("/v1/" + list + "?cursor=%00").isProblemOf(ErrorCode.VALIDATION_FAILED, "cursor");
    }

    /** A URI of another scheme, which has no path. */
    @Test
    void aTargetWithoutAPathIsRefused() throws Exception {
        String answer = RawClient.exchange(
                service.port(), "GET oopenapi.:json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("VALIDATION_FAILED", "must begin with a slash");
    }

    @Test
    void datesInTheWrongOrderNameTheFirst() {
        service.get("/v1/bookings?from=2027-01-02&to=2027-01-02").isProblemOf(ErrorCode.INVALID_DATE_RANGE, "from");
        service.get("/v1/availability?propertyId=lisbon&startDate=2027-01-02&endDate=2027-01-02")
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "startDate");
        service.get("/v1/room-types/deluxe/inventory?from=2027-01-02&to=2027-01-01")
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "from");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/properties/a%20b, propertyId", "PUT, /v1/properties/a%7Cb, propertyId",
        "GET, /v1/room-types/%C3%A9, roomTypeId", "PUT, /v1/room-types/a!/inventory, roomTypeId",
        "GET, /v1/bookings/1-1-1-1-1, bookingId", "POST, /v1/bookings/none/cancel, bookingId",
    })
    void partsOfThePathAreCheckedToo(String method, String path, String field) {
        service.send(method, path, method.equals("GET") ? null : "{}").isProblemOf(ErrorCode.VALIDATION_FAILED, field);
    }

    /** The web server would drop these, and answer for another path than the one requested. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/properties/lisbon;v=2",
                "/v1/properties;v=2/lisbon",
                "/v1/properties/lisbon;",
                "/v1/room-types/deluxe;a=b/inventory?from=2027-01-15&to=2027-01-16",
                "/healthz;x"
            })
    void parametersOfAPathAreNotIgnored(String path) {
        service.get(path).isProblemOf(ErrorCode.VALIDATION_FAILED, "path");
    }

    @Test
    void keysInTheHeaderAreCheckedToo() {
        String body = TestService.booking("ben", "2027-01-15", "2027-01-17");
        service.post("/v1/bookings", body, "Idempotency-Key", "")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "Idempotency-Key");
        service.post("/v1/bookings", body, "Idempotency-Key", "k".repeat(256))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "Idempotency-Key");
        service.post("/v1/bookings", body, "Idempotency-Key", "a", "Idempotency-Key", "b")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "Idempotency-Key");
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsRefused() {
        String body = TestService.booking("ben", "2027-01-15", "2027-01-17");
        for (String type : List.of("text/plain", "application/xml", "application/json; charset=utf-16", "json")) {
            service.post("/v1/bookings", body, "Content-Type", type)
                    .isProblemOf(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type");
        }
        for (String type : List.of("application/json", "application/json; charset=UTF-8", "application/JSON")) {
            service.post("/v1/bookings?x=1", body, "Content-Type", type).isProblemOf(ErrorCode.VALIDATION_FAILED, "x");
        }
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        for (String path : List.of("/v2/bookings", "/v1", "/v1/bookings/a/b", "/no/such/page", "/v1/nothing")) {
            service.get(path).isProblem(ErrorCode.NOT_FOUND);
            service.post(path, "{}").isProblem(ErrorCode.NOT_FOUND);
        }
        assertThat(service.send("DELETE", "/v1/bookings", null)
                        .isProblem(ErrorCode.METHOD_NOT_ALLOWED)
                        .header("Allow"))
                .isEqualTo("GET, HEAD, POST");
        assertThat(service.get("/v1/bookings/batch")
                        .isProblem(ErrorCode.METHOD_NOT_ALLOWED)
                        .header("Allow"))
                .isEqualTo("POST");
        assertThat(service.post("/healthz", "{}")
                        .isProblem(ErrorCode.METHOD_NOT_ALLOWED)
                        .header("Allow"))
                .isEqualTo("GET, HEAD");
    }
}
