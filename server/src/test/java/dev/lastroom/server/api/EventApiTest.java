package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Events, as callers see them. */
class EventApiTest {

    private static final String STAY = TestService.booking("anna", "2027-01-15", "2027-01-17");
    private static final String[] DESK = {
        "Authorization", "Bearer " + TestKeys.secret("desk"), "X-Request-Id", "from-desk"
    };
    private static final String[] SHOP = {"Authorization", "Bearer " + TestKeys.secret("shop")};
    private static final String[] ADMIN = {"Authorization", "Bearer " + TestKeys.secret("admin")};

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = new TestService(
                TestService.sqlite(folder),
                TestService.SETTINGS,
                TestKeys.ring(List.of("desk:agent:desk", "shop:agent:shop", "office:admin:admin")));
        service.withHotel(3, ADMIN);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String book(String[] key) {
        return service.post("/v1/bookings", STAY, key).hasStatus(201).at("/bookingId");
    }

    private List<String> types(String query, String[] key) {
        return service.get("/v1/events" + query, key)
                .hasStatus(200)
                .json()
                .get("events")
                .valueStream()
                .map(event -> event.get("type").stringValue())
                .toList();
    }

    @Test
    void anEventHasTheStatesBeforeAndAfter() {
        String id = book(DESK);
        service.post("/v1/bookings/" + id + "/cancel", "{}", ADMIN).hasStatus(200);

        Reply reply = service.get("/v1/events", ADMIN).hasStatus(200);
        assertThat(reply.at("/events/2/type")).isEqualTo("inventory.changed");
        assertThat(reply.at("/events/2/before/nights")).isEqualTo("[]");
        assertThat(reply.at("/events/2/after/nights"))
                .isEqualTo(
                        "[{\"from\":\"2027-01-10\",\"to\":\"2027-03-11\",\"totalRooms\":3,\"pricePerNight\":12000}]");
        assertThat(reply.at("/events/3/before")).isEqualTo("null");
        assertThat(reply.at("/events/3/after/bookingId")).isEqualTo(id);
        assertThat(reply.at("/events/3/actor")).isEqualTo("desk");
        assertThat(reply.at("/events/3/requestId")).isEqualTo("from-desk");
        JsonNode cancelled = reply.json().at("/events/4");
        assertThat(cancelled.get("before")).isEqualTo(reply.json().at("/events/3/after"));
        assertThat(cancelled.at("/after/status").stringValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("actor").stringValue()).isEqualTo("office");
        assertThat(reply.at("/nextCursor")).isEqualTo(cancelled.get("eventId").stringValue());
    }

    @Test
    void anOwnerSeesTheEventsOfItsBookingsAndAnAdminAll() {
        String desk = book(DESK);
        book(SHOP);
        service.post("/v1/bookings/" + desk + "/cancel", "{}", ADMIN).hasStatus(200);
        assertThat(types("", DESK)).containsExactly("booking.booked", "booking.cancelled");
        assertThat(types("", SHOP)).containsExactly("booking.booked");
        assertThat(types("", ADMIN)).hasSize(6);
    }

    @Test
    void aReaderThatFollowsTheCursorSeesEachEventOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "0-0";
        for (int i = 0; i < 4; i++) {
            service.post(
                    "/v1/bookings",
                    STAY,
                    "Authorization",
                    "Bearer " + TestKeys.secret("admin"),
                    "Idempotency-Key",
                    "k" + i % 3);
        }
        boolean hasMore = true;
        while (hasMore) {
            Reply page =
                    service.get("/v1/events?limit=2&after=" + cursor, ADMIN).hasStatus(200);
            page.json()
                    .get("events")
                    .valueStream()
                    .forEach(event -> seen.add(event.get("eventId").stringValue()));
            cursor = page.at("/nextCursor");
            hasMore = page.json().get("hasMore").booleanValue();
        }
        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
        assertThat(types("?after=" + cursor, ADMIN)).isEmpty();
        service.get("/v1/events?after=yesterday", ADMIN).isProblemOf(ErrorCode.VALIDATION_FAILED, "after");
        service.get("/v1/events?limit=201", ADMIN).isProblemOf(ErrorCode.VALIDATION_FAILED, "limit");
    }
}
