package dev.lastroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For one owner, another's bookings and idempotency keys do not exist. */
class OwnersTest {

    private static final String STAY = TestService.booking("anna", "2027-01-15", "2027-01-17");
    private static final String[] AGENT = {"Authorization", "Bearer " + TestKeys.secret("agent")};
    private static final String[] COLLEAGUE = {"Authorization", "Bearer " + TestKeys.secret("colleague")};
    private static final String[] STRANGER = {"Authorization", "Bearer " + TestKeys.secret("stranger")};
    private static final String[] ADMIN = {"Authorization", "Bearer " + TestKeys.secret("admin")};

    private TestService service;
    private String booking;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = new TestService(
                TestService.sqlite(folder),
                TestService.SETTINGS,
                TestKeys.ring(List.of(
                        "desk:agent:agent", "desk:reader:colleague", "shop:agent:stranger", "office:admin:admin")));
        service.withHotel(3, ADMIN);
        booking = service.post("/v1/bookings", STAY, AGENT).hasStatus(201).at("/bookingId");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aBookingIsShownToItsOwnerAndToAdminsOnly() {
        String path = "/v1/bookings/" + booking;
        for (String[] key : List.of(AGENT, COLLEAGUE, ADMIN)) {
            assertThat(service.get(path, key).hasStatus(200).at("/userId")).isEqualTo("anna");
        }
        String unknown = "0199f3a2-7c41-7d52-9f0e-3b6a1c5d8e90";
        Reply hidden = service.get(path, STRANGER).isProblem(ErrorCode.BOOKING_NOT_FOUND);
        Reply none = service.get("/v1/bookings/" + unknown, STRANGER);
        assertThat(hidden.text().replace(booking, unknown)).isEqualTo(none.text());
    }

    @Test
    void aGroupIsShownToItsOwnerAndToAdminsOnly() {
        String body = """
                {"userId": "anna", "items": [
                  {"roomTypeId": "deluxe", "startDate": "2027-01-15", "endDate": "2027-01-17"}]}""";
        String path = "/v1/booking-groups/"
                + service.post("/v1/booking-groups", body, AGENT).hasStatus(201).at("/groupId");
        for (String[] key : List.of(AGENT, COLLEAGUE, ADMIN)) {
            service.get(path, key).hasStatus(200);
        }
        service.get(path, STRANGER).isProblem(ErrorCode.BOOKING_GROUP_NOT_FOUND);
        for (String step : List.of("/confirm", "/cancel")) {
            service.post(path + step, "{\"userId\": \"anna\"}", STRANGER).isProblem(ErrorCode.BOOKING_GROUP_NOT_FOUND);
        }
        service.post("/v1/booking-groups", body, STRANGER).hasStatus(201);
    }

    @Test
    void anEntryOfAWaitlistIsShownToItsOwnerAndToAdminsOnly() {
        service.post("/v1/bookings", STAY.replace("}", ", \"roomsBooked\": 2}"), AGENT)
                .hasStatus(201);
        String id = service.post("/v1/waitlist", STAY, AGENT).hasStatus(201).at("/waitlistId");
        String path = "/v1/waitlist/" + id;
        for (String[] key : List.of(AGENT, COLLEAGUE, ADMIN)) {
            service.get(path, key).hasStatus(200);
            assertThat(service.get("/v1/waitlist", key).text()).contains(id);
        }
        service.get(path, STRANGER).isProblem(ErrorCode.WAITLIST_ENTRY_NOT_FOUND);
        assertThat(service.get("/v1/waitlist", STRANGER).text()).doesNotContain(id);
        service.post(path + "/accept", "{\"userId\": \"anna\"}", STRANGER)
                .isProblem(ErrorCode.WAITLIST_ENTRY_NOT_FOUND);
        service.send("DELETE", path + "?userId=anna", null, STRANGER).isProblem(ErrorCode.WAITLIST_ENTRY_NOT_FOUND);

        // One owner's cancel causes another's offer. Each sees only its own events.
        service.post("/v1/waitlist", STAY, STRANGER).hasStatus(201);
        service.post("/v1/bookings/" + booking + "/cancel", "{\"userId\": \"anna\"}", AGENT)
                .hasStatus(200);
        assertThat(service.get("/v1/events?limit=200", AGENT).text()).contains("waitlist.offered");
        assertThat(service.get("/v1/events?limit=200", STRANGER).text())
                .contains("waitlist.joined")
                .doesNotContain("waitlist.offered")
                .doesNotContain(id);
    }

    @Test
    void anAllotmentIsForItsOwnerAloneOrForAll() {
        String body = """
                {"roomTypeId": "deluxe", "name": "Tour", "startDate": "2027-02-01", "endDate": "2027-02-03",
                 "roomsPerNight": 1%s}""";
        String all = service.post("/v1/allotments", body.formatted(""), ADMIN)
                .hasStatus(201)
                .at("/allotmentId");
        String desks = service.post("/v1/allotments", body.formatted(", \"owner\": \"desk\""), ADMIN)
                .hasStatus(201)
                .at("/allotmentId");
        for (String[] key : List.of(AGENT, COLLEAGUE, ADMIN)) {
            assertThat(service.get("/v1/allotments", key).text()).contains(all, desks);
            service.get("/v1/allotments/" + desks, key).hasStatus(200);
        }
        assertThat(service.get("/v1/allotments", STRANGER).text()).contains(all).doesNotContain(desks);
        service.get("/v1/allotments/" + desks, STRANGER).isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        String draw = """
                {"userId": "anna", "roomTypeId": "deluxe", "startDate": "2027-02-01", "endDate": "2027-02-03",
                 "allotmentId": "%s"}""";
        service.post("/v1/bookings", draw.formatted(desks), STRANGER).isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        service.post("/v1/bookings", draw.formatted(desks), AGENT).hasStatus(201);
        service.post("/v1/bookings", draw.formatted(all), STRANGER).hasStatus(201);
    }

    @Test
    void listsShowOwnersTheirBookingsAndAdminsAll() {
        String other =
                service.post("/v1/bookings", STAY, STRANGER).hasStatus(201).at("/bookingId");

        for (String query : List.of("", "?userId=anna", "?roomTypeId=deluxe", "?status=PROVISIONAL", "?limit=1")) {
            String path = "/v1/bookings" + query;
            assertThat(service.get(path, AGENT).text()).contains(booking).doesNotContain(other);
            assertThat(service.get(path, COLLEAGUE).text()).contains(booking).doesNotContain(other);
            assertThat(service.get(path, STRANGER).text()).contains(other).doesNotContain(booking);
        }
        assertThat(service.get("/v1/bookings", ADMIN).text()).contains(booking, other);
        // The cursor is a page's last booking. Another owner's reveals nothing either.
        assertThat(service.get("/v1/bookings?cursor=" + other, STRANGER)
                        .hasStatus(200)
                        .at("/bookings"))
                .isEqualTo("[]");
    }

    @Test
    void aBookingIsCancelledByItsOwnerOrAnAdminOnly() {
        String path = "/v1/bookings/" + booking + "/cancel";
        String before = state();

        service.post(path, "{\"userId\": \"anna\"}", STRANGER).isProblem(ErrorCode.BOOKING_NOT_FOUND);
        service.post(path, "{\"userId\": \"ben\"}", STRANGER).isProblem(ErrorCode.BOOKING_NOT_FOUND);
        assertThat(state()).isEqualTo(before);

        service.post(path, "{\"userId\": \"ben\"}", AGENT).isProblem(ErrorCode.FORBIDDEN);
        service.post(path, "{\"userId\": \"anna\"}", AGENT).hasStatus(200);
        assertThat(service.post(path, "{}", ADMIN).hasStatus(200).at("/isFromCache"))
                .isEqualTo("true");
        service.post(path, "{\"userId\": \"anna\"}", STRANGER).isProblem(ErrorCode.BOOKING_NOT_FOUND);
    }

    private String state() {
        return service.get("/v1/bookings", ADMIN).text()
                + service.get("/v1/room-types/deluxe/inventory?from=2027-01-15&to=2027-01-17", ADMIN)
                        .text();
    }

    @Test
    void theSameIdempotencyKeyOfTwoOwnersIsTwoKeys() {
        String other = TestService.booking("zoe", "2027-02-01", "2027-02-03");
        String mine = service.post("/v1/bookings", STAY, with(AGENT, "k"))
                .hasStatus(201)
                .at("/bookingId");
        String theirs = service.post("/v1/bookings", other, with(STRANGER, "k"))
                .hasStatus(201)
                .at("/bookingId");

        assertThat(theirs).isNotEqualTo(mine);
        assertThat(service.post("/v1/bookings", STAY, with(AGENT, "k"))
                        .hasStatus(200)
                        .at("/bookingId"))
                .isEqualTo(mine);
        service.post("/v1/bookings", other, with(AGENT, "k")).isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        // A key that the service derives from a request also belongs to the owner.
        assertThat(service.post("/v1/bookings", STAY, STRANGER).hasStatus(201).at("/isFromCache"))
                .isEqualTo("false");
    }

    private static String[] with(String[] key, String idempotencyKey) {
        return new String[] {key[0], key[1], "Idempotency-Key", idempotencyKey};
    }
}
