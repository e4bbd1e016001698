package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of bookings, as callers see them. */
class GroupApiTest {

    private static final String GROUPS = "/v1/booking-groups";
    private static final String ANNA = "{\"userId\": \"anna\"}";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String item(String start, String end, int rooms) {
        return """
                {"roomTypeId": "deluxe", "startDate": "%s", "endDate": "%s", "roomsBooked": %d}""".formatted(start, end, rooms);
    }

    private static String group(String... items) {
        return "{\"userId\": \"anna\", \"items\": [" + String.join(", ", items) + "]}";
    }

    @Test
    void aGroupIsBookedShownAndReplayed() {
        String body = group(item("2027-01-15", "2027-01-17", 1), item("2027-01-16", "2027-01-18", 2));
        Reply made = service.post(GROUPS, body, "Idempotency-Key", "order-1").hasStatus(201);
        String id = made.at("/groupId");
        assertThat(made.header("Location")).isEqualTo(GROUPS + "/" + id);
        assertThat(made.at("/idempotencyKey")).isEqualTo("order-1");
        assertThat(made.at("/isFromCache")).isEqualTo("false");
        assertThat(made.at("/bookings/0/groupId")).isEqualTo(id);
        assertThat(made.at("/bookings/1/roomsBooked")).isEqualTo("2");
        assertThat(made.json().at("/bookings").size()).isEqualTo(2);

        Reply shown = service.get(GROUPS + "/" + id).hasStatus(200);
        assertThat(shown.json().at("/bookings")).isEqualTo(made.json().at("/bookings"));
        Reply single =
                service.get("/v1/bookings/" + made.at("/bookings/1/bookingId")).hasStatus(200);
        assertThat(single.at("/groupId")).isEqualTo(id);
        assertThat(single.at("/idempotency/key")).isEqualTo("order-1");

        Reply replayed =
                service.post(GROUPS, body, "Idempotency-Key", "order-1").hasStatus(200);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.at("/groupId")).isEqualTo(id);
        assertThat(replayed.at("/isFromCache")).isEqualTo("true");
        service.post(GROUPS, group(item("2027-01-15", "2027-01-17", 1)), "Idempotency-Key", "order-1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(service.get("/v1/bookings?userId=anna")
                        .json()
                        .at("/bookings")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aRefusalNamesTheItemAndBooksNothing() {
        String body = group(
                item("2027-01-15", "2027-01-17", 2),
                item("2027-01-19", "2027-01-20", 1),
                item("2027-01-16", "2027-01-18", 2));
        for (String key : new String[] {"a", "b"}) {
            Reply refused =
                    service.post(GROUPS, body, "Idempotency-Key", key).isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
            assertThat(refused.at("/details/itemIndex")).isEqualTo("2");
            assertThat(refused.at("/details/conflictDate")).isEqualTo("2027-01-16");
            assertThat(refused.at("/details/availableRooms")).isEqualTo("1");
            assertThat(refused.at("/detail")).startsWith("Item 2 of the group: ");
        }
        assertThat(service.post(GROUPS, body, "Idempotency-Key", "a").header("Idempotency-Replayed"))
                .isEqualTo("true");
        Reply past = service.post(
                        GROUPS, group(item("2027-01-15", "2027-01-17", 1), item("2027-01-08", "2027-01-12", 1)))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "items[1].startDate");
        assertThat(past.at("/details/itemIndex")).isEqualTo("1");
        assertThat(service.get("/v1/bookings").json().at("/bookings").isEmpty()).isTrue();
    }

    @Test
    void malformedGroupsAreRefusedWithTheNameOfTheField() {
        String good = item("2027-01-15", "2027-01-17", 1);
        malformed("{\"userId\": \"anna\"}", "items");
        malformed(group(), "items");
        malformed(group(Collections.nCopies(51, good).toArray(String[]::new)), "items");
        malformed(
                group(Collections.nCopies(14, item("2027-01-15", "2028-01-15", 1))
                        .toArray(String[]::new)),
                "items");
        malformed(group(good, "7"), "items[1]");
        malformed(group(good, good.replace("roomsBooked", "rooms")), "items[1].rooms");
        malformed(group(good, good.replace("\"2027-01-17\"", "null")), "items[1].endDate");
        malformed(group(good, good.replace("deluxe", "a b")), "items[1].roomTypeId");
        malformed(group(good, item("2027-01-15", "2027-01-17", 0)), "items[1].roomsBooked");
        malformed(group(good).replace("\"items\"", "\"holdFor\": \"PT0S\", \"items\""), "holdFor");
        service.post(GROUPS, group(good, item("2027-01-17", "2027-01-15", 1)))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "items[1].startDate");
        service.get(GROUPS + "/7").isProblemOf(ErrorCode.VALIDATION_FAILED, "groupId");
    }

    private void malformed(String body, String field) {
        service.post(GROUPS, body).isProblemOf(ErrorCode.VALIDATION_FAILED, field);
    }

    @Test
    void theGuestsOfAnItemAreCountedAndMustFit() {
        service.put("/v1/room-types/deluxe", """
                {"propertyId": "lisbon", "name": "Deluxe", "totalRooms": 3, "pricePerNight": 12000, "maxOccupancy": 2}""").hasStatus(200);
        String two = item("2027-01-15", "2027-01-17", 1).replace("}", ", \"numberOfGuests\": 2}");
        Reply made = service.post(GROUPS, group(two, item("2027-01-15", "2027-01-17", 1)))
                .hasStatus(201);
        assertThat(made.at("/bookings/0/numberOfGuests")).isEqualTo("2");
        assertThat(made.json().at("/bookings/1").has("numberOfGuests")).isFalse();
        Reply refused =
                service.post(GROUPS, group(two.replace(": 2}", ": 3}"))).isProblem(ErrorCode.RESTRICTION_VIOLATED);
        assertThat(refused.at("/details/rule")).isEqualTo("maxOccupancy");
        assertThat(refused.at("/details/itemIndex")).isEqualTo("0");
        service.post(GROUPS, group(two.replace(": 2}", ": 0}")))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "items[0].numberOfGuests");
    }

    @Test
    void aHeldGroupIsConfirmedAsAWholeOrItemByItem() {
        String held = group(item("2027-01-15", "2027-01-17", 1), item("2027-01-17", "2027-01-18", 1))
                .replace("\"items\"", "\"holdFor\": \"PT15M\", \"items\"");
        Reply made = service.post(GROUPS, held, "Idempotency-Key", "1").hasStatus(201);
        String path = GROUPS + "/" + made.at("/groupId");
        assertThat(made.at("/bookings/1/expiresAt")).isEqualTo("2027-01-10T12:15:00Z");
        service.post("/v1/bookings/" + made.at("/bookings/1/bookingId") + "/confirm", ANNA)
                .hasStatus(200);
        Reply confirmed = service.post(path + "/confirm", ANNA).hasStatus(200);
        assertThat(confirmed.at("/isFromCache")).isEqualTo("false");
        assertThat(confirmed.at("/bookings/0/status")).isEqualTo("CONFIRMED");
        assertThat(service.post(path + "/confirm", ANNA).hasStatus(200).at("/isFromCache"))
                .isEqualTo("true");

        String late = GROUPS + "/"
                + service.post(GROUPS, held, "Idempotency-Key", "2")
                        .hasStatus(201)
                        .at("/groupId");
        service.pass(Duration.ofMinutes(15));
        assertThat(service.get(late).hasStatus(200).at("/bookings/0/status")).isEqualTo("EXPIRED");
        Reply refused = service.post(late + "/confirm", ANNA).isProblem(ErrorCode.HOLD_EXPIRED);
        assertThat(refused.at("/details/itemIndex")).isEqualTo("0");
    }

    @Test
    void aGroupIsCancelledAsAWholeByItsUser() {
        Reply made = service.post(
                        GROUPS, group(item("2027-01-15", "2027-01-17", 3), item("2027-01-17", "2027-01-18", 3)))
                .hasStatus(201);
        String path = GROUPS + "/" + made.at("/groupId");
        service.post(path + "/cancel", "{\"userId\": \"ben\"}").isProblem(ErrorCode.FORBIDDEN);
        Reply cancelled =
                service.post(path + "/cancel", ANNA, "Idempotency-Key", "c").hasStatus(200);
        assertThat(cancelled.at("/bookings/0/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/bookings/1/status")).isEqualTo("CANCELLED");
        assertThat(service.post(path + "/cancel", ANNA, "Idempotency-Key", "c").at("/isFromCache"))
                .isEqualTo("true");
        service.post(
                        "/v1/bookings",
                        TestService.booking("ben", "2027-01-15", "2027-01-18").replace("}", ", \"roomsBooked\": 3}"))
                .hasStatus(201);
    }
}
