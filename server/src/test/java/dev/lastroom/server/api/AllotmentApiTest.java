package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Allotments, as callers see them. */
class AllotmentApiTest {

    private static final String ALLOTMENTS = "/v1/allotments";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(5);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String tour(String more) {
        return """
                {"roomTypeId": "deluxe", "name": "Sunrise Tours", "startDate": "2027-01-15", "endDate": "2027-01-18",
                 "roomsPerNight": 3%s}""".formatted(more);
    }

    private String created(String more) {
        return service.post(ALLOTMENTS, tour(more)).hasStatus(201).at("/allotmentId");
    }

    private static String draw(String user, String id, int rooms) {
        return TestService.booking(user, "2027-01-15", "2027-01-17")
                .replace("}", ", \"roomsBooked\": %d, \"allotmentId\": \"%s\"}".formatted(rooms, id));
    }

    @Test
    void roomsAreSetAsideShownAndReplayed() {
        String body = tour(", \"releaseDate\": \"2027-01-14\", \"releaseDaysBefore\": 2");
        Reply made = service.post(ALLOTMENTS, body, "Idempotency-Key", "t1").hasStatus(201);
        String id = made.at("/allotmentId");
        assertThat(made.header("Location")).isEqualTo(ALLOTMENTS + "/" + id);
        assertThat(made.at("/isFromCache")).isEqualTo("false");
        assertThat(made.at("/propertyId")).isEqualTo("lisbon");
        assertThat(made.at("/nights/0/releaseAt")).isEqualTo("2027-01-13T00:00:00Z");
        assertThat(made.at("/nights/2/releaseAt")).isEqualTo("2027-01-14T00:00:00Z");
        assertThat(made.at("/nights/2/roomsLeft")).isEqualTo("3");
        Reply replayed = service.post(ALLOTMENTS, body, "Idempotency-Key", "t1").hasStatus(200);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.at("/allotmentId")).isEqualTo(id);
        service.post(ALLOTMENTS, tour(""), "Idempotency-Key", "t1").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        service.post("/v1/bookings", TestService.booking("ann", "2027-01-15", "2027-01-17"), "Idempotency-Key", "t1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);

        Reply shown = service.get(ALLOTMENTS + "/" + id).hasStatus(200);
        assertThat(shown.json().at("/nights")).isEqualTo(made.json().at("/nights"));
        assertThat(service.get(ALLOTMENTS + "?roomTypeId=deluxe").at("/allotments/0/allotmentId"))
                .isEqualTo(id);
        assertThat(service.get(ALLOTMENTS + "?propertyId=porto").at("/allotments"))
                .isEqualTo("[]");
        assertThat(service.get("/v1/room-types/deluxe/inventory?from=2027-01-15&to=2027-01-19")
                        .at("/nights/2/bookedRooms"))
                .isEqualTo("3");
        assertThat(service.get("/v1/integrity").at("/consistent")).isEqualTo("true");
    }

    @Test
    void bookingsAndGroupItemsDrawOnAnAllotment() {
        String id = created("");
        Reply booked = service.post("/v1/bookings", draw("ann", id, 2)).hasStatus(201);
        assertThat(booked.at("/allotmentId")).isEqualTo(id);
        assertThat(service.get("/v1/bookings/" + booked.at("/bookingId")).at("/allotmentId"))
                .isEqualTo(id);
        Reply refused = service.post("/v1/bookings", draw("ben", id, 2)).isProblem(ErrorCode.ALLOTMENT_EXHAUSTED);
        assertThat(refused.at("/details/conflictDate")).isEqualTo("2027-01-15");
        assertThat(refused.at("/details/roomsLeft")).isEqualTo("1");
        String item = """
                {"roomTypeId": "deluxe", "startDate": "2027-01-16", "endDate": "2027-01-18", "allotmentId": "%s"}""".formatted(id);
        String group = "{\"userId\": \"eve\", \"items\": [" + item + "]}";
        assertThat(service.post("/v1/booking-groups", group).hasStatus(201).at("/bookings/0/allotmentId"))
                .isEqualTo(id);
        assertThat(service.post("/v1/booking-groups", group.replace("eve", "dan"))
                        .isProblem(ErrorCode.ALLOTMENT_EXHAUSTED)
                        .at("/details/itemIndex"))
                .isEqualTo("0");
        Reply shown = service.get(ALLOTMENTS + "/" + id);
        assertThat(shown.at("/nights/1/pickedUpRooms")).isEqualTo("3");
        assertThat(shown.at("/nights/2/roomsLeft")).isEqualTo("2");
        service.post("/v1/bookings/" + booked.at("/bookingId") + "/cancel", "{\"userId\": \"ann\"}")
                .hasStatus(200);
        assertThat(service.get(ALLOTMENTS + "/" + id).at("/nights/0/roomsLeft")).isEqualTo("3");
        assertThat(service.get("/v1/events?limit=200").text()).contains("allotment.created", "allotment.pick_up");
    }

    @Test
    void anAllotmentIsReleasedAtItsTimeOrByRequest() {
        String id = created(", \"releaseDaysBefore\": 3");
        service.post("/v1/bookings", draw("ann", id, 1)).hasStatus(201);
        service.pass(Duration.ofHours(36));
        Reply rolling = service.get(ALLOTMENTS + "/" + id);
        assertThat(rolling.at("/nights/0/releasedRooms")).isEqualTo("2");
        assertThat(rolling.at("/nights/0/released")).isEqualTo("true");
        assertThat(rolling.at("/nights/1/releasedRooms")).isEqualTo("0");
        assertThat(service.get("/v1/availability?propertyId=lisbon&startDate=2027-01-15&endDate=2027-01-16")
                        .at("/roomTypes/0/availableRooms"))
                .isEqualTo("4");

        Reply released = service.post(ALLOTMENTS + "/" + id + "/release", "").hasStatus(200);
        assertThat(released.at("/nights/2/releasedRooms")).isEqualTo("3");
        assertThat(service.post(ALLOTMENTS + "/" + id + "/release", "{}").at("/isFromCache"))
                .isEqualTo("true");
        service.post("/v1/bookings", draw("ben", id, 1)).isProblem(ErrorCode.ALLOTMENT_EXHAUSTED);
        assertThat(service.get("/v1/integrity").at("/consistent")).isEqualTo("true");
    }

    @Test
    void anAllotmentIsChangedOnAllOfItsNightsOrOnSome() {
        String path = ALLOTMENTS + "/" + created("");
        Reply more = service.patch(path, """
                {"startDate": "2027-01-16", "endDate": "2027-01-17", "roomsPerNight": 5, "name": "Choir"}""").hasStatus(200);
        assertThat(more.at("/name")).isEqualTo("Choir");
        assertThat(more.at("/nights/0/rooms") + more.at("/nights/1/rooms") + more.at("/nights/2/rooms"))
                .isEqualTo("353");
        service.patch(path, "{\"roomsPerNight\": 6}").isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        service.patch(path, "{\"releaseDate\": \"2027-01-10\"}").hasStatus(200);
        assertThat(service.get(path).at("/nights/1/releasedRooms")).isEqualTo("5");
    }

    @Test
    void malformedRequestsAreRefusedWithTheNameOfTheField() {
        for (List<String> wrong : List.of(
                List.of("\"roomsPerNight\": 3", "\"roomsPerNight\": 0", "roomsPerNight"),
                List.of("\"roomsPerNight\": 3", "\"rooms\": 3", "rooms"),
                List.of("\"roomsPerNight\": 3", "\"owner\": null", "roomsPerNight"),
                List.of("Sunrise Tours", " ", "name"),
                List.of("3}", "3, \"owner\": \"a b\"}", "owner"),
                List.of("3}", "3, \"releaseDate\": \"soon\"}", "releaseDate"),
                List.of("3}", "3, \"releaseDaysBefore\": 366}", "releaseDaysBefore"),
                List.of("2027-01-18", "tomorrow", "endDate"))) {
            service.post(ALLOTMENTS, tour("").replace(wrong.get(0), wrong.get(1)))
                    .isProblemOf(ErrorCode.VALIDATION_FAILED, wrong.get(2));
        }
        service.post(ALLOTMENTS, tour("").replace("2027-01-18", "2027-01-15"))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "startDate");
        service.post(ALLOTMENTS, tour("").replace("2027-01-15", "2027-01-05"))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "startDate");
        String path = ALLOTMENTS + "/" + created("");
        service.patch(path, "{\"startDate\": \"2027-01-16\"}")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "roomsPerNight");
        service.patch(path, "{\"owner\": \"desk\"}").isProblemOf(ErrorCode.VALIDATION_FAILED, "owner");
        service.get(ALLOTMENTS + "/7").isProblemOf(ErrorCode.VALIDATION_FAILED, "allotmentId");
        service.post("/v1/bookings", draw("ann", "7", 1)).isProblemOf(ErrorCode.VALIDATION_FAILED, "allotmentId");
    }
}
