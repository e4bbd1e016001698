package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for rooms, as callers see it. */
class WaitlistApiTest {

    private static final String WAITLIST = "/v1/waitlist";
    private static final String BEN = "{\"userId\": \"ben\"}";
    private static final String CARA = "{\"userId\": \"cara\"}";

    private TestService service;
    private String taken;

    /** Books the last room for Anna. */
    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(1);
        taken = service.post("/v1/bookings", stay("anna")).hasStatus(201).at("/bookingId");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String stay(String user) {
        return TestService.booking(user, "2027-01-15", "2027-01-17");
    }

    private String join(String user) {
        return service.post(WAITLIST, stay(user)).hasStatus(201).at("/waitlistId");
    }

    private void free() {
        service.post("/v1/bookings/" + taken + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);
    }

    private String status(String id) {
        return service.get(WAITLIST + "/" + id).hasStatus(200).at("/status");
    }

    @Test
    void theFirstInLineIsOfferedFreeRoomsAndAcceptsThem() {
        Reply joined =
                service.post(WAITLIST, stay("ben"), "Idempotency-Key", "w1").hasStatus(201);
        String ben = joined.at("/waitlistId");
        String cara = join("cara");
        assertThat(joined.header("Location")).isEqualTo(WAITLIST + "/" + ben);
        assertThat(joined.at("/status")).isEqualTo("WAITING");
        assertThat(joined.at("/expiresAt")).isEqualTo("2027-01-16T06:00:00Z");

        free();
        Reply offered = service.get(WAITLIST + "/" + ben).hasStatus(200);
        assertThat(offered.at("/status")).isEqualTo("OFFERED");
        assertThat(offered.at("/bookingId")).isEqualTo(ben);
        assertThat(offered.at("/expiresAt")).isEqualTo("2027-01-10T12:15:00Z");
        Reply booking = service.get("/v1/bookings/" + ben).hasStatus(200);
        assertThat(booking.at("/status")).isEqualTo("PROVISIONAL");
        assertThat(booking.at("/totalPrice")).isEqualTo("24000");
        assertThat(booking.at("/idempotency/key")).isEqualTo("w1");
        assertThat(status(cara)).isEqualTo("WAITING");
        service.post("/v1/bookings", stay("dora")).isProblem(ErrorCode.INSUFFICIENT_INVENTORY);

        String path = WAITLIST + "/" + ben;
        service.post(path + "/accept", CARA).isProblem(ErrorCode.FORBIDDEN);
        assertThat(service.post(path + "/accept", BEN).hasStatus(200).at("/status"))
                .isEqualTo("ACCEPTED");
        assertThat(service.post(path + "/accept", BEN).hasStatus(200).at("/isFromCache"))
                .isEqualTo("true");
        assertThat(service.get("/v1/bookings/" + ben).at("/status")).isEqualTo("CONFIRMED");
        service.post(path + "/decline", BEN).isProblem(ErrorCode.INVALID_TRANSITION);
        assertThat(service.get(WAITLIST + "?status=WAITING").text())
                .contains(cara)
                .doesNotContain(ben);
    }

    @Test
    void aUserHasSomePlacesForTheSameNight() {
        for (int rooms = 1; rooms <= 5; rooms++) {
            service.post(WAITLIST, stay("ben"), "Idempotency-Key", "w" + rooms).hasStatus(201);
        }
        Reply refused =
                service.post(WAITLIST, stay("ben"), "Idempotency-Key", "w6").isProblem(ErrorCode.WAITLIST_FULL);
        assertThat(refused.at("/details/waitsPerUserMax")).isEqualTo("5");
        assertThat(refused.at("/details/userId")).isEqualTo("ben");
    }

    @Test
    void anOfferIsNotExtendedWhileOthersWait() {
        String ben = join("ben");
        String cara = join("cara");
        free();
        String longer = """
                {"userId": "ben", "holdFor": "PT16M"}""";
        Reply refused = service.post("/v1/bookings/" + ben + "/extend", longer).isProblem(ErrorCode.INVALID_TRANSITION);
        assertThat(refused.at("/details/bookingId")).isEqualTo(ben);
        service.send("DELETE", WAITLIST + "/" + cara + "?userId=cara", null).hasStatus(200);
        service.post("/v1/bookings/" + ben + "/extend", longer).hasStatus(200);
    }

    @Test
    void aGuestWaitsForTheMissingNightsOnly() {
        String next = service.post("/v1/bookings", TestService.booking("dora", "2027-01-17", "2027-01-18"))
                .hasStatus(201)
                .at("/bookingId");
        Reply joined = service.post(WAITLIST, TestService.booking("anna", "2027-01-15", "2027-01-18"))
                .hasStatus(201);
        assertThat(joined.at("/startDate")).isEqualTo("2027-01-17");
        assertThat(joined.at("/endDate")).isEqualTo("2027-01-18");
        service.post("/v1/bookings/" + next + "/cancel", "{\"userId\": \"dora\"}")
                .hasStatus(200);
        assertThat(status(joined.at("/waitlistId"))).isEqualTo("OFFERED");
    }

    @Test
    void anOfferThatIsDeclinedOrEndsGoesToTheNext() {
        String ben = join("ben");
        String cara = join("cara");
        String dora = join("dora");
        free();
        assertThat(service.post(WAITLIST + "/" + ben + "/decline", BEN)
                        .hasStatus(200)
                        .at("/status"))
                .isEqualTo("DECLINED");
        assertThat(status(cara)).isEqualTo("OFFERED");

        service.pass(Duration.ofMinutes(15));
        assertThat(status(cara)).isEqualTo("EXPIRED");
        // A request at this moment finds that it is Dora's turn, even if nothing has recorded the end of the offer yet.
        service.post("/v1/bookings", stay("emma")).isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        assertThat(status(dora)).isEqualTo("OFFERED");
        service.post(WAITLIST + "/" + cara + "/accept", CARA).isProblem(ErrorCode.HOLD_EXPIRED);

        Reply events = service.get("/v1/events?limit=200").hasStatus(200);
        assertThat(events.text())
                .containsSubsequence(
                        "waitlist.joined",
                        "booking.cancelled",
                        "booking.booked",
                        "waitlist.offered",
                        "booking.cancelled",
                        "waitlist.declined",
                        "waitlist.offered",
                        "booking.expired",
                        "waitlist.expired",
                        "waitlist.offered");
    }

    @Test
    void anEntryThatLeavesGetsNoOfferAndAnOfferCanBeDeclined() {
        String ben = join("ben");
        String cara = join("cara");
        service.send("DELETE", WAITLIST + "/" + ben + "?userId=cara", null).isProblem(ErrorCode.FORBIDDEN);
        assertThat(service.send("DELETE", WAITLIST + "/" + ben + "?userId=ben", null)
                        .hasStatus(200)
                        .at("/status"))
                .isEqualTo("LEFT");
        free();
        assertThat(status(ben)).isEqualTo("LEFT");
        assertThat(status(cara)).isEqualTo("OFFERED");
        assertThat(service.send("DELETE", WAITLIST + "/" + cara + "?userId=cara", null)
                        .hasStatus(200)
                        .at("/status"))
                .isEqualTo("DECLINED");
        service.post("/v1/bookings", stay("dora")).hasStatus(201);
    }

    @Test
    void moreRoomsAndOpenedNightsAreOfferedToo() {
        String ben = join("ben");
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-15", "to": "2027-01-17", "totalRooms": 2}""").hasStatus(200);
        assertThat(status(ben)).isEqualTo("OFFERED");

        String closed = """
                {"from": "2027-02-01", "to": "2027-02-03", "rules": {"closed": %s}}""";
        service.put("/v1/room-types/deluxe/inventory", closed.formatted(true));
        String wanted = TestService.booking("cara", "2027-02-01", "2027-02-03");
        if (service.post("/v1/bookings", wanted).status() == 409) {
            String cara = service.post(WAITLIST, wanted).hasStatus(201).at("/waitlistId");
            service.put("/v1/room-types/deluxe/inventory", closed.formatted(false))
                    .hasStatus(200);
            assertThat(status(cara)).isEqualTo("OFFERED");
        }
    }

    @Test
    void oneRequestSentTwiceWaitsOnce() {
        String ben = join("ben");
        Reply again = service.post(WAITLIST, stay("ben")).hasStatus(200);
        assertThat(again.at("/waitlistId")).isEqualTo(ben);
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        service.post(WAITLIST, stay("cara"), "Idempotency-Key", "k").hasStatus(201);
        service.post(WAITLIST, stay("dora"), "Idempotency-Key", "k").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        service.post("/v1/bookings", stay("cara"), "Idempotency-Key", "k").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(service.get(WAITLIST + "?limit=1").at("/nextCursor")).isNotEqualTo("null");
    }

    @Test
    void aWaitEndsByItself() {
        String body = stay("ben").replace("}", ", \"expiresAt\": \"2027-01-10T13:00:00Z\"}");
        String ben = service.post(WAITLIST, body).hasStatus(201).at("/waitlistId");
        service.pass(Duration.ofHours(1));
        assertThat(status(ben)).isEqualTo("EXPIRED");
        free();
        service.get("/v1/bookings/" + ben).isProblem(ErrorCode.BOOKING_NOT_FOUND);
        service.post(WAITLIST + "/" + ben + "/accept", BEN).isProblem(ErrorCode.INVALID_TRANSITION);
    }

    @Test
    void malformedRequestsAreRefusedWithTheNameOfTheField() {
        String body = stay("ben");
        malformed(body.replace("\"ben\"", "7"), "userId");
        malformed(body.replace("}", ", \"rooms\": 1}"), "rooms");
        malformed(body.replace("}", ", \"roomsBooked\": 0}"), "roomsBooked");
        malformed(body.replace("}", ", \"numberOfGuests\": 0}"), "numberOfGuests");
        malformed(body.replace("}", ", \"expiresAt\": \"2027-01-12\"}"), "expiresAt");
        malformed(body.replace("}", ", \"expiresAt\": \"2027-01-10T12:00:00Z\"}"), "expiresAt");
        service.get(WAITLIST + "?status=GONE").isProblemOf(ErrorCode.VALIDATION_FAILED, "status");
        service.get(WAITLIST + "/7").isProblemOf(ErrorCode.VALIDATION_FAILED, "waitlistId");
        service.post(WAITLIST, TestService.booking("ben", "2027-01-09", "2027-01-11"))
                .isProblem(ErrorCode.INVALID_DATE_RANGE);
        service.post(WAITLIST, TestService.booking("ben", "2027-05-09", "2027-05-11"))
                .isProblem(ErrorCode.NIGHT_NOT_OPEN);
        service.post(WAITLIST, TestService.booking("ben", "2027-01-20", "2027-01-21"))
                .isProblem(ErrorCode.ROOMS_AVAILABLE);
    }

    private void malformed(String body, String field) {
        service.post(WAITLIST, body).isProblemOf(ErrorCode.VALIDATION_FAILED, field);
    }
}
