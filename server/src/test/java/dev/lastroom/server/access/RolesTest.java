package dev.lastroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The rights of each role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

    private static final Map<Role, String> KEYS =
            Map.of(Role.READER, "reader-key", Role.AGENT, "agent-key", Role.ADMIN, "admin-key");

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        List<String> entries = new ArrayList<>();
        KEYS.forEach((role, key) -> entries.add("desk:" + role + ":" + key));
        service = new TestService(TestService.sqlite(folder), TestService.SETTINGS, TestKeys.ring(entries));
        service.withHotel(3, bearer(Role.ADMIN));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static String[] bearer(Role role) {
        return new String[] {"Authorization", "Bearer " + TestKeys.secret(Objects.requireNonNull(KEYS.get(role)))};
    }

    @TestFactory
    List<DynamicTest> everyRouteIsForItsRoleAndHigherOnes() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Route route : service.routes()) {
            tests.add(DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> walk(route)));
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    private void walk(Route route) {
        Role needed = route.role();
        if (needed == null) {
            assertThat(call(route).status()).isEqualTo(200);
            assertThat(call(route, "Authorization", "Bearer " + TestKeys.secret("wrong"))
                            .status())
                    .isEqualTo(200);
            return;
        }
        call(route).isProblem(ErrorCode.UNAUTHENTICATED);
        call(route, "Authorization", "Bearer " + TestKeys.secret("wrong")).isProblem(ErrorCode.UNAUTHENTICATED);
        for (Role role : Role.values()) {
            Reply reply = call(route, bearer(role));
            if (role.compareTo(needed) < 0) {
                reply.isProblem(ErrorCode.FORBIDDEN);
            } else {
                assertThat(reply.status()).as(reply.text()).isNotIn(401, 403, 500);
            }
        }
    }

    private Reply call(Route route, String... headers) {
        String path = route.path()
                .replace("{propertyId}", "lisbon")
                .replace("{roomTypeId}", "deluxe")
                .replace("{webhookId}", "0190b0b0-0000-7000-8000-000000000000")
                .replace("{bookingId}", "0190b0b0-0000-7000-8000-000000000000")
                .replace("{groupId}", "0190b0b0-0000-7000-8000-000000000000")
                .replace("{waitlistId}", "0190b0b0-0000-7000-8000-000000000000")
                .replace("{allotmentId}", "0190b0b0-0000-7000-8000-000000000000");
        if (path.endsWith("/stream")) {
            // A stream that is not refused would last for minutes.
            path += "?after=now";
        }
        @Nullable String body = route.method().equals("GET") ? null : "{}";
        return service.send(route.method(), path, body, headers);
    }

    @Test
    void setUpIsForAdminsAndBookingForAgents() {
        assertThat(roleOf("PUT", "/v1/room-types/{roomTypeId}/inventory")).isEqualTo(Role.ADMIN);
        assertThat(roleOf("GET", "/v1/integrity")).isEqualTo(Role.ADMIN);
        assertThat(roleOf("POST", "/v1/bookings/batch")).isEqualTo(Role.AGENT);
        assertThat(roleOf("POST", "/v1/bookings/{bookingId}/cancel")).isEqualTo(Role.AGENT);
        assertThat(roleOf("POST", "/v1/booking-groups")).isEqualTo(Role.AGENT);
        assertThat(roleOf("POST", "/v1/booking-groups/{groupId}/confirm")).isEqualTo(Role.AGENT);
        assertThat(roleOf("DELETE", "/v1/waitlist/{waitlistId}")).isEqualTo(Role.AGENT);
        assertThat(roleOf("GET", "/v1/waitlist")).isEqualTo(Role.READER);
        assertThat(roleOf("GET", "/v1/booking-groups/{groupId}")).isEqualTo(Role.READER);
        assertThat(roleOf("POST", "/v1/allotments")).isEqualTo(Role.ADMIN);
        assertThat(roleOf("POST", "/v1/allotments/{allotmentId}/release")).isEqualTo(Role.ADMIN);
        assertThat(roleOf("GET", "/v1/allotments/{allotmentId}")).isEqualTo(Role.READER);
        assertThat(roleOf("GET", "/v1/bookings")).isEqualTo(Role.READER);
        assertThat(roleOf("GET", "/metrics")).isNull();
    }

    private @Nullable Role roleOf(String method, String path) {
        return service.routes().stream()
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst()
                .orElseThrow()
                .role();
    }

    @Test
    void keysAreCheckedBeforeAnythingIsRead() {
        Reply reply = service.post("/v1/bookings?x=1", "not json").isProblem(ErrorCode.UNAUTHENTICATED);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        for (String authorization :
                List.of("Basic YTpi", "Bearer", "Bearer ", TestKeys.secret("admin-key"), "Bearer  wrong key")) {
            service.get("/v1/bookings", "Authorization", authorization).isProblem(ErrorCode.UNAUTHENTICATED);
        }
        service.get("/v1/bookings", "Authorization", "bearer " + TestKeys.secret("reader-key"))
                .hasStatus(200);
        service.get(
                        "/v1/bookings",
                        "Authorization",
                        "Bearer " + TestKeys.secret("reader-key"),
                        "Authorization",
                        "Bearer " + TestKeys.secret("admin-key"))
                .isProblem(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void onlyAnAdminSeesKeysAndCancelsWithoutAUser() {
        String stay = TestService.booking("anna", "2027-01-15", "2027-01-17");
        String id = service.post("/v1/bookings", stay, bearer(Role.AGENT))
                .hasStatus(201)
                .at("/bookingId");

        assertThat(service.get("/v1/bookings/" + id, bearer(Role.READER))
                        .hasStatus(200)
                        .json()
                        .has("idempotency"))
                .isFalse();
        assertThat(service.get("/v1/bookings/" + id, bearer(Role.ADMIN)).at("/idempotency/key"))
                .hasSize(64);
        service.post("/v1/bookings/" + id + "/cancel", "{}", bearer(Role.AGENT))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "userId");
        service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"ben\"}", bearer(Role.AGENT))
                .isProblem(ErrorCode.FORBIDDEN);
        service.post("/v1/bookings/" + id + "/cancel", "{}", bearer(Role.ADMIN)).hasStatus(200);
    }

    @Test
    void withoutKeysRequestsOfForeignWebPagesAreRefused(@TempDir Path folder) {
        try (TestService open = TestService.on(folder)) {
            String local = "Host: localhost:" + open.port();
            assertThat(statusOf(open, local)).isEqualTo(200);
            assertThat(statusOf(open, "Host: [::1]")).isEqualTo(200);
            assertThat(statusOf(open, local, "Origin: http://localhost:" + open.port()))
                    .isEqualTo(200);
            assertThat(statusOf(open, local, "Origin: http://evil.example")).isEqualTo(403);
            assertThat(statusOf(open, local, "Origin: null")).isEqualTo(403);
            // The browser itself says that a page from elsewhere sent the request, even if it sends no Origin.
            for (String ours : List.of("same-origin", "none")) {
                assertThat(statusOf(open, local, "Sec-Fetch-Site: " + ours)).isEqualTo(200);
            }
            for (String elsewhere : List.of("cross-site", "same-site", "anything")) {
                assertThat(statusOf(open, local, "Sec-Fetch-Site: " + elsewhere))
                        .isEqualTo(403);
            }
            assertThat(statusOf(open, "Host: evil.example:" + open.port())).isEqualTo(403);
            assertThat(statusOf(open, "Host: 127.0.0.1.evil.example")).isEqualTo(403);
        }
    }

    private static int statusOf(TestService service, String... headers) {
        String request = "GET /v1/properties HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers);
        String answer = RawClient.exchange(service.port(), request + "\r\n\r\n");
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
}
