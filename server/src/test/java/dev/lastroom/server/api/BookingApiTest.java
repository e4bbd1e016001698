package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract for bookings, route by route. */
class BookingApiTest {

    private static final String STAY = booking("anna", "2027-01-15", "2027-01-17");

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aBookingIsAnsweredWithAllItsFields() {
        Reply reply =
                service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").hasStatus(201);

        String id = reply.at("/bookingId");
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reply.header("Location")).isEqualTo("/v1/bookings/" + id);
        assertThat(reply.header("Idempotency-Replayed")).isEmpty();
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text()).isEqualTo("""
                {"success":true,"bookingId":"%s","status":"PROVISIONAL","userId":"anna","roomTypeId":"deluxe",\
                "startDate":"2027-01-15","endDate":"2027-01-17","roomsBooked":1,"totalPrice":24000,"currency":"EUR",\
                "depositRequired":false,"version":1,"createdAt":"2027-01-10T12:00:00Z","idempotencyKey":"k1","isFromCache":false}""".formatted(id));
    }

    @Test
    void theSameRequestWithTheSameKeyIsReplayed() {
        String id = service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").at("/bookingId");

        Reply again =
                service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").hasStatus(200);

        assertThat(again.at("/bookingId")).isEqualTo(id);
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(available("2027-01-15")).isEqualTo(2);
    }

    @Test
    void aReplayShowsTheBookingAsItIsNow() {
        String id = service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").at("/bookingId");
        service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"anna\"}").hasStatus(200);

        Reply again =
                service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").hasStatus(200);

        assertThat(again.at("/status")).isEqualTo("CANCELLED");
        assertThat(again.at("/cancelledAt")).isEqualTo("2027-01-10T12:00:00Z");
    }

    @Test
    void theKeyInTheBodyIsTheKeyInTheHeader() {
        String withKey = STAY.replace("}", ", \"idempotencyKey\": \"k1\"}");
        String id = service.post("/v1/bookings", withKey).hasStatus(201).at("/bookingId");

        assertThat(service.post("/v1/bookings", STAY, "Idempotency-Key", "k1")
                        .hasStatus(200)
                        .at("/bookingId"))
                .isEqualTo(id);
        service.post("/v1/bookings", withKey, "Idempotency-Key", "k1").hasStatus(200);
        service.post("/v1/bookings", withKey, "Idempotency-Key", "k2")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "idempotencyKey");
    }

    @Test
    void aKeyUsedForAnotherRequestIsAConflictThatRevealsNothing() {
        service.post("/v1/bookings", STAY, "Idempotency-Key", "k1").hasStatus(201);

        Reply conflict = service.post(
                        "/v1/bookings", booking("ben", "2027-01-20", "2027-01-21"), "Idempotency-Key", "k1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);

        assertThat(conflict.text()).doesNotContain("anna", "2027-01-15", "deluxe");
    }

    @Test
    void withoutAKeyTheSameStayIsReplayedUntilItIsCancelled() {
        String first = service.post("/v1/bookings", STAY).hasStatus(201).at("/bookingId");
        assertThat(service.post("/v1/bookings", STAY).hasStatus(200).at("/bookingId"))
                .isEqualTo(first);
        service.post("/v1/bookings/" + first + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);

        assertThat(service.post("/v1/bookings", STAY).hasStatus(201).at("/bookingId"))
                .isNotEqualTo(first);
    }

    @Test
    void theFirstNightWithTooFewRoomsIsNamed() {
        service.post("/v1/bookings", STAY.replace("}", ", \"roomsBooked\": 2}")).hasStatus(201);
        String wanted = booking("ben", "2027-01-14", "2027-01-18").replace("}", ", \"roomsBooked\": 2}");

        Reply refused = service.post("/v1/bookings", wanted, "Idempotency-Key", "k2")
                .isProblem(ErrorCode.INSUFFICIENT_INVENTORY);

        assertThat(refused.at("/detail"))
                .isEqualTo("Insufficient inventory: requested 2 rooms but only 1 available on 2027-01-15");
        assertThat(refused.at("/details"))
                .isEqualTo("{\"roomTypeId\":\"deluxe\",\"requestedRooms\":2,\"availableRooms\":1,"
                        + "\"conflictDate\":\"2027-01-15\"}");
        assertThat(refused.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aRefusalIsReplayedUnderAGivenKeyEvenWhenThereAreRoomsAgain() {
        String all = STAY.replace("}", ", \"roomsBooked\": 3}");
        String id = service.post("/v1/bookings", all).at("/bookingId");
        String wanted = booking("ben", "2027-01-15", "2027-01-16");
        String refused = service.post("/v1/bookings", wanted, "Idempotency-Key", "k2")
                .isProblem(ErrorCode.INSUFFICIENT_INVENTORY)
                .text();
        service.post("/v1/bookings/" + id + "/cancel", "{}").hasStatus(200);

        Reply again = service.post("/v1/bookings", wanted, "Idempotency-Key", "k2")
                .isProblem(ErrorCode.INSUFFICIENT_INVENTORY);

        assertThat(again.text()).isEqualTo(refused);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        service.post("/v1/bookings", wanted).hasStatus(201);
    }

    @Test
    void fiveEqualRequestsAtOnceAreOneBooking() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Reply> replies = IntStream.range(0, 5)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> service.post("/v1/bookings", STAY, "Idempotency-Key", "once"), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(replies.stream().map(Reply::status).sorted()).containsExactly(200, 200, 200, 200, 201);
            Set<String> ids = replies.stream().map(r -> r.at("/bookingId")).collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
        }
        assertThat(available("2027-01-15")).isEqualTo(2);
    }

    @Test
    void unknownRoomTypesAndStaysInThePastAreRefused() {
        Reply unknown =
                service.post("/v1/bookings", STAY.replace("deluxe", "attic")).isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        assertThat(unknown.at("/details/roomTypeId")).isEqualTo("attic");

        service.post("/v1/bookings", booking("anna", "2027-01-09", "2027-01-12"))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "startDate");
        service.post("/v1/bookings", booking("anna", "2027-01-10", "2027-01-11"))
                .hasStatus(201);
    }

    @Test
    void aCancelGivesTheRoomsBackOnce() {
        String id = service.post("/v1/bookings", STAY).at("/bookingId");
        assertThat(available("2027-01-15")).isEqualTo(2);

        Reply first = service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);
        Reply again = service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);

        assertThat(first.at("/status")).isEqualTo("CANCELLED");
        assertThat(first.at("/isFromCache")).isEqualTo("false");
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(available("2027-01-15")).isEqualTo(3);
    }

    @Test
    void anotherUsersBookingIsNotCancelled() {
        String id = service.post("/v1/bookings", STAY).at("/bookingId");

        service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"ben\"}").isProblem(ErrorCode.FORBIDDEN);

        assertThat(service.get("/v1/bookings/" + id).at("/status")).isEqualTo("PROVISIONAL");
        service.post("/v1/bookings/0190b0b0-0000-7000-8000-000000000000/cancel", "{}")
                .isProblem(ErrorCode.BOOKING_NOT_FOUND);
    }

    @Test
    void anAdminCancelsWithoutABody() {
        String id = service.post("/v1/bookings", STAY).at("/bookingId");

        assertThat(service.send("POST", "/v1/bookings/" + id + "/cancel", null)
                        .hasStatus(200)
                        .at("/status"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void aBookingIsReadWithItsKeyAndItsOrigin() {
        String id = service.post(
                        "/v1/bookings",
                        STAY,
                        "Idempotency-Key",
                        "k1",
                        "X-Request-Id",
                        "r1",
                        "User-Agent",
                        "till/2 \u00e9")
                .at("/bookingId");

        Reply read = service.get("/v1/bookings/" + id).hasStatus(200);

        assertThat(read.at("/roomsBooked")).isEqualTo("1");
        assertThat(read.json().get("idempotency").toString())
                .startsWith("{\"key\":\"k1\",\"createdAt\":\"2027-01-10T12:00:00Z\",\"requestId\":\"r1\","
                        + "\"clientAddress\":\"127.0.0.1\",\"userAgent\":\"till/2 ");
        service.get("/v1/bookings/0190b0b0-0000-7000-8000-000000000000").isProblem(ErrorCode.BOOKING_NOT_FOUND);
    }

    @Test
    void bookingsAreListedNewestFirstInPagesAndByFilter() {
        String a = service.post("/v1/bookings", STAY).at("/bookingId");
        String b = service.post("/v1/bookings", booking("ben", "2027-01-20", "2027-01-22"))
                .at("/bookingId");
        String c = service.post("/v1/bookings", booking("anna", "2027-01-25", "2027-01-26"))
                .at("/bookingId");
        service.post("/v1/bookings/" + b + "/cancel", "{}").hasStatus(200);

        Reply first = service.get("/v1/bookings?limit=2").hasStatus(200);
        Reply second = service.get("/v1/bookings?limit=2&cursor=" + first.at("/nextCursor"))
                .hasStatus(200);

        List<String> paged = List.of(
                first.at("/bookings/0/bookingId"),
                first.at("/bookings/1/bookingId"),
                second.at("/bookings/0/bookingId"));
        assertThat(paged).containsExactlyInAnyOrder(a, b, c);
        assertThat(second.at("/nextCursor")).isEqualTo("null");
        assertThat(ids("userId=anna")).containsExactlyInAnyOrder(a, c);
        assertThat(ids("status=CANCELLED")).containsExactly(b);
        assertThat(ids("roomTypeId=deluxe&from=2027-01-22&to=2027-02-01")).containsExactly(c);
        assertThat(ids("roomTypeId=attic")).isEmpty();
    }

    @Test
    void bookingsOfDatesAreListedByDepartureInPages() {
        String late = service.post("/v1/bookings", booking("anna", "2027-01-25", "2027-01-27"))
                .at("/bookingId");
        String early = service.post("/v1/bookings", booking("ben", "2027-01-20", "2027-01-22"))
                .at("/bookingId");

        Reply first = service.get("/v1/bookings?from=2027-01-20&limit=1").hasStatus(200);
        Reply second = service.get("/v1/bookings?from=2027-01-20&limit=1&cursor=" + first.at("/nextCursor"))
                .hasStatus(200);

        assertThat(first.at("/bookings/0/bookingId")).isEqualTo(early);
        assertThat(second.at("/bookings/0/bookingId")).isEqualTo(late);
        assertThat(second.at("/nextCursor")).isEqualTo("null");
        service.get("/v1/bookings?cursor=" + first.at("/nextCursor"))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "cursor");
        service.get("/v1/bookings?from=2027-01-20&cursor=" + early).isProblemOf(ErrorCode.VALIDATION_FAILED, "cursor");
    }

    private List<String> ids(String query) {
        return service.get("/v1/bookings?" + query)
                .hasStatus(200)
                .json()
                .get("bookings")
                .valueStream()
                .map(booking -> booking.get("bookingId").stringValue())
                .toList();
    }

    @Test
    void availabilityIsTheSmallestNumberOfFreeRoomsOverTheNights() {
        service.post("/v1/bookings", STAY.replace("}", ", \"roomsBooked\": 2}")).hasStatus(201);

        Reply offer = service.get(
                        "/v1/availability?propertyId=lisbon&startDate=2027-01-14&endDate=2027-01-17&roomsBooked=2")
                .hasStatus(200);

        assertThat(offer.text())
                .startsWith("{\"roomTypes\":[{\"roomTypeId\":\"deluxe\",\"name\":\"Deluxe\","
                        + "\"availableRooms\":1,\"totalPrice\":72000,\"currency\":\"EUR\",\"bookable\":false,");
        Reply unopened = service.get("/v1/availability?propertyId=lisbon&startDate=2030-01-14&endDate=2030-01-17")
                .hasStatus(200);
        assertThat(unopened.at("/roomTypes/0/availableRooms")).isEqualTo("0");
        assertThat(unopened.at("/roomTypes/0/totalPrice")).isEqualTo("null");
        service.get("/v1/availability?propertyId=porto&startDate=2027-01-14&endDate=2027-01-17")
                .isProblem(ErrorCode.PROPERTY_NOT_FOUND);
    }

    private int available(String night) {
        return service.get("/v1/room-types/deluxe/inventory?from=" + night + "&to=" + TestService.TODAY.plusDays(60))
                .hasStatus(200)
                .json()
                .at("/nights/0/availableRooms")
                .intValue();
    }

    @Test
    void aKeyIsRequiredIfTheSettingsSaySo(@TempDir Path folder) {
        HttpSettings strict = HttpSettings.DEFAULT.with(it -> {
            it.port = 0;
            it.requireIdempotencyKey = true;
            it.shutdownGrace = Duration.ofSeconds(10);
        });
        try (TestService keyed = new TestService(TestService.sqlite(folder), strict, Keyring.open()).withHotel(3)) {
            keyed.post("/v1/bookings", STAY).isProblemOf(ErrorCode.VALIDATION_FAILED, "Idempotency-Key");
            keyed.post("/v1/bookings", STAY, "Idempotency-Key", "k1").hasStatus(201);
            Reply batch = keyed.post(
                            "/v1/bookings/batch",
                            "{\"requests\": [" + STAY + "," + STAY.replace("}", ", \"idempotencyKey\": \"k1\"}") + "]}")
                    .hasStatus(200);
            assertThat(batch.at("/results/0/details/field")).isEqualTo("Idempotency-Key");
            assertThat(batch.at("/results/1/statusCode")).isEqualTo("200");
        }
    }
}
