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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a booking, as callers see it. */
class LifeApiTest {

    private static final String ANNA = "{\"userId\": \"anna\"}";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(1);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String stay(String user, String start, String end, String more) {
        return """
                {"userId": "%s", "roomTypeId": "deluxe", "startDate": "%s", "endDate": "%s"%s}""".formatted(user, start, end, more);
    }

    private String book(String start, String end) {
        return service.post("/v1/bookings", stay("anna", start, end, ""))
                .hasStatus(201)
                .at("/bookingId");
    }

    private String hold(String holdFor) {
        return service.post("/v1/bookings", stay("anna", "2027-01-15", "2027-01-17", holdFor(holdFor)))
                .hasStatus(201)
                .at("/bookingId");
    }

    private static String holdFor(String time) {
        return ", \"holdFor\": \"" + time + "\"";
    }

    private Reply step(String id, String step) {
        return service.post("/v1/bookings/" + id + "/" + step, ANNA);
    }

    private int available(String start, String end) {
        return Integer.parseInt(service.get("/v1/availability?propertyId=lisbon&startDate=" + start + "&endDate=" + end)
                .hasStatus(200)
                .at("/roomTypes/0/availableRooms"));
    }

    @Test
    void aHoldEndsAtItsMoment() {
        Reply held = service.post("/v1/bookings", stay("anna", "2027-01-15", "2027-01-17", holdFor("PT15M")))
                .hasStatus(201);
        assertThat(held.at("/status")).isEqualTo("PROVISIONAL");
        assertThat(held.at("/expiresAt")).isEqualTo("2027-01-10T12:15:00Z");
        String id = held.at("/bookingId");

        service.pass(Duration.ofMinutes(15).minusNanos(1_000));
        assertThat(available("2027-01-15", "2027-01-17")).isZero();
        service.pass(Duration.ofNanos(1_000));
        assertThat(available("2027-01-15", "2027-01-17")).isEqualTo(1);
        assertThat(service.get("/v1/bookings/" + id).at("/status")).isEqualTo("EXPIRED");
        service.post("/v1/bookings", stay("bob", "2027-01-15", "2027-01-17", ""))
                .hasStatus(201);

        step(id, "confirm").isProblem(ErrorCode.HOLD_EXPIRED);
        step(id, "extend").isProblemOf(ErrorCode.VALIDATION_FAILED, "holdFor");
        assertThat(step(id, "reinstate")
                        .isProblem(ErrorCode.INSUFFICIENT_INVENTORY)
                        .at("/details/conflictDate"))
                .isEqualTo("2027-01-15");
    }

    @Test
    void aConfirmedHoldStays() {
        String id = hold("PT15M");
        Reply confirmed = step(id, "confirm").hasStatus(200);
        assertThat(confirmed.at("/status")).isEqualTo("CONFIRMED");
        assertThat(confirmed.at("/isFromCache")).isEqualTo("false");
        assertThat(confirmed.header("ETag")).isEqualTo("\"2\"");

        service.pass(Duration.ofHours(1));
        assertThat(available("2027-01-15", "2027-01-17")).isZero();
        Reply again = step(id, "confirm").hasStatus(200);
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(again.at("/version")).isEqualTo("2");
    }

    @Test
    void onceAGuestHasArrivedOnlyTheEndAndTheGuestsChange() {
        String id = book("2027-01-10", "2027-01-13");
        step(id, "confirm").hasStatus(200);
        step(id, "check-in").hasStatus(200);
        String path = "/v1/bookings/" + id;
        for (String change : new String[] {"\"startDate\": \"2027-01-11\"", "\"roomsBooked\": 2"}) {
            Reply refused = service.patch(path, "{" + change + "}").isProblem(ErrorCode.INVALID_TRANSITION);
            assertThat(refused.at("/detail"))
                    .endsWith("changed once the stay has begun, except for its end and guests");
        }
        Reply changed = service.patch(path, "{\"endDate\": \"2027-01-12\", \"numberOfGuests\": 2}");
        assertThat(changed.hasStatus(200).at("/endDate")).isEqualTo("2027-01-12");
        assertThat(changed.at("/numberOfGuests")).isEqualTo("2");
    }

    @Test
    void aRefusedStepSaysWhichAndWhy() {
        String id = book("2027-01-15", "2027-01-17");
        String extend = "{\"userId\": \"anna\", \"holdFor\": \"PT1H\"}";
        assertThat(service.post("/v1/bookings/" + id + "/extend", extend)
                        .isProblem(ErrorCode.INVALID_TRANSITION)
                        .at("/detail"))
                .isEqualTo("A booking that is PROVISIONAL cannot be extended, because it is not a hold");
        assertThat(step(id, "no-show").isProblem(ErrorCode.INVALID_TRANSITION).at("/detail"))
                .isEqualTo("A booking that is PROVISIONAL cannot be marked as a no-show");
    }

    @Test
    void aHoldCanBeExtendedAndAnExpiredOneReinstated() {
        String id = hold("PT15M");
        service.pass(Duration.ofMinutes(10));
        Reply extended = service.post("/v1/bookings/" + id + "/extend", """
                {"userId": "anna", "holdFor": "PT1H"}""").hasStatus(200);
        assertThat(extended.at("/expiresAt")).isEqualTo("2027-01-10T13:10:00Z");

        service.pass(Duration.ofHours(2));
        Reply reinstated =
                service.post("/v1/bookings/" + id + "/reinstate", """
                {"userId": "anna", "holdFor": "PT30M"}""").hasStatus(200);
        assertThat(reinstated.at("/status")).isEqualTo("PROVISIONAL");
        assertThat(reinstated.at("/expiresAt")).isEqualTo("2027-01-10T14:40:00Z");
        assertThat(available("2027-01-15", "2027-01-17")).isZero();
    }

    @Test
    void theLiveHoldsOfAUserAreLimited() {
        for (int day = 11; day < 21; day++) {
            service.post("/v1/bookings", stay("anna", "2027-01-" + day, "2027-01-" + (day + 1), holdFor("PT1H")))
                    .hasStatus(201);
        }
        String eleventh = stay("anna", "2027-01-21", "2027-01-22", holdFor("PT1H"));
        assertThat(service.post("/v1/bookings", eleventh)
                        .isProblem(ErrorCode.HOLD_LIMIT_REACHED)
                        .at("/details/holdsMax"))
                .isEqualTo("10");
        service.post("/v1/bookings", eleventh.replace("anna", "bob")).hasStatus(201);
        service.pass(Duration.ofHours(2));
        service.post("/v1/bookings", eleventh).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15 minutes", "PT0S", "PT24H0.000001S", "-PT5M", "P1Y", ""})
    void aHoldOfAnotherLengthIsRefused(String holdFor) {
        String before = service.state();
        service.post("/v1/bookings", stay("anna", "2027-01-15", "2027-01-17", holdFor(holdFor)))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "holdFor");
        assertThat(service.state()).isEqualTo(before);
    }

    @Test
    void aStayFromConfirmToComplete() {
        String id = book("2027-01-10", "2027-01-14");
        Reply early = step(id, "check-in").isProblem(ErrorCode.INVALID_TRANSITION);
        assertThat(early.at("/details/status")).isEqualTo("PROVISIONAL");
        assertThat(step(id, "confirm").hasStatus(200).at("/status")).isEqualTo("CONFIRMED");
        assertThat(step(id, "check-in").hasStatus(200).at("/status")).isEqualTo("CHECKED_IN");
        step(id, "cancel").isProblem(ErrorCode.INVALID_TRANSITION);

        service.pass(Duration.ofDays(2));
        Reply left = step(id, "check-out").hasStatus(200);
        assertThat(left.at("/status")).isEqualTo("CHECKED_OUT");
        assertThat(left.at("/departureDate")).isEqualTo("2027-01-12");
        assertThat(available("2027-01-12", "2027-01-14")).isEqualTo(1);
        assertThat(step(id, "complete").hasStatus(200).at("/status")).isEqualTo("COMPLETED");
        assertThat(service.get("/v1/integrity").at("/consistent")).isEqualTo("true");
    }

    /** The desk after midnight: the night of 10 January has begun, and the business day has not ended. */
    @Test
    void theCurrentNightCanBeBookedAndItsGuestsCheckIn() {
        String expected = book("2027-01-10", "2027-01-11");
        step(expected, "confirm").hasStatus(200);
        service.pass(Duration.ofHours(12).plusMinutes(30));
        assertThat(step(expected, "check-in").hasStatus(200).at("/status")).isEqualTo("CHECKED_IN");
        assertThat(step(expected, "undo-check-in").hasStatus(200).at("/status")).isEqualTo("CONFIRMED");
        assertThat(step(expected, "no-show").hasStatus(200).at("/departureDate"))
                .isEqualTo("2027-01-10");
        Reply found = service.get("/v1/availability?propertyId=lisbon&startDate=2027-01-10&endDate=2027-01-11");
        assertThat(found.at("/roomTypes/0/bookable")).isEqualTo("true");
        String walkIn = book("2027-01-10", "2027-01-11");
        step(walkIn, "confirm").hasStatus(200);
        step(walkIn, "check-in").hasStatus(200);
        step(walkIn, "check-out").hasStatus(200);
        step(walkIn, "undo-check-in").isProblem(ErrorCode.INVALID_TRANSITION);

        service.pass(Duration.ofHours(5).plusMinutes(30));
        assertThat(service.post("/v1/bookings", stay("ben", "2027-01-10", "2027-01-12", ""))
                        .isProblem(ErrorCode.INVALID_DATE_RANGE)
                        .at("/details/today"))
                .isEqualTo("2027-01-11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "06:00", "12:00"})
    void aBusinessDayEndsByNoon(String time) {
        Reply saved = service.put("/v1/properties/lisbon", property(time)).hasStatus(200);
        assertThat(saved.at("/businessDayEnds")).isEqualTo(time);
        assertThat(service.get("/v1/properties/lisbon").at("/businessDayEnds")).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:01", "24:00", "6:00", "06:00:00", "-01:00", ""})
    void aBusinessDayCannotEndAtAnyOtherTime(String time) {
        service.put("/v1/properties/lisbon", property(time))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "businessDayEnds");
    }

    private static String property(String businessDayEnds) {
        return """
                {"name": "Hotel Lisboa", "timeZone": "Europe/Lisbon", "currency": "EUR", "businessDayEnds": "%s"}""".formatted(businessDayEnds);
    }

    @Test
    void noGuestChecksInOrIsANoShowBeforeTheFirstDay() {
        String id = book("2027-01-12", "2027-01-14");
        step(id, "confirm").hasStatus(200);
        assertThat(step(id, "check-in").isProblem(ErrorCode.INVALID_TRANSITION).at("/details/today"))
                .isEqualTo("2027-01-10");
        step(id, "no-show").isProblem(ErrorCode.INVALID_TRANSITION);
        service.pass(Duration.ofDays(3));
        Reply missed = step(id, "no-show").hasStatus(200);
        assertThat(missed.at("/status")).isEqualTo("NO_SHOW");
        assertThat(missed.at("/departureDate")).isEqualTo("2027-01-13");
        assertThat(service.get("/v1/integrity").at("/consistent")).isEqualTo("true");
    }

    @Test
    void aChangeKeepsTheOldStayUntilItHasTheNewOne() {
        String id = book("2027-01-15", "2027-01-17");
        String other = book("2027-01-18", "2027-01-19");
        String path = "/v1/bookings/" + id;

        service.patch(path, """
                {"userId": "anna", "endDate": "2027-01-19"}""").isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        assertThat(service.get(path).at("/endDate")).isEqualTo("2027-01-17");
        assertThat(available("2027-01-15", "2027-01-17")).isZero();

        Reply moved = service.patch(path, """
                {"userId": "anna", "startDate": "2027-01-16", "endDate": "2027-01-18"}""").hasStatus(200);
        assertThat(moved.at("/startDate")).isEqualTo("2027-01-16");
        assertThat(moved.at("/version")).isEqualTo("2");
        assertThat(available("2027-01-15", "2027-01-16")).isEqualTo(1);
        assertThat(available("2027-01-17", "2027-01-18")).isZero();
        assertThat(service.get("/v1/bookings/" + other).at("/version")).isEqualTo("1");
        assertThat(service.get("/v1/integrity").at("/consistent")).isEqualTo("true");
    }

    @Test
    void nightsThatAreKeptKeepTheirPrice() {
        String id = book("2027-01-15", "2027-01-17");
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-15", "to": "2027-01-20", "pricePerNight": 30000}""").hasStatus(200);
        Reply longer = service.patch("/v1/bookings/" + id, """
                {"userId": "anna", "endDate": "2027-01-18"}""").hasStatus(200);
        assertThat(longer.at("/totalPrice")).isEqualTo("54000");
        Reply read = service.get("/v1/bookings/" + id);
        assertThat(read.at("/nights/1/date")).isEqualTo("2027-01-16");
        assertThat(read.at("/nights/1/pricePerNight")).isEqualTo("12000");
        assertThat(read.at("/nights/2/pricePerNight")).isEqualTo("30000");
    }

    private void sell(int rooms, int price, String policy) {
        service.put("/v1/room-types/deluxe", """
                {"propertyId": "lisbon", "name": "Deluxe", "totalRooms": %d, "pricePerNight": %d%s}""".formatted(rooms, price, policy))
                .hasStatus(200);
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-10", "to": "2027-02-10", "totalRooms": %d, "pricePerNight": %d}""".formatted(rooms, price))
                .hasStatus(200);
    }

    private static String fee(int daysBeforeArrival) {
        return """
                , "cancellationPolicy": {"fees": [{"daysBeforeArrival": %d, "percent": 50}]}""".formatted(daysBeforeArrival);
    }

    @Test
    void theNightsGiveThePriceOfEachRoom() {
        sell(3, 12_000, "");
        String id = book("2027-01-15", "2027-01-17");
        assertThat(service.get("/v1/bookings/" + id)
                        .json()
                        .at("/nights/0/rooms")
                        .isMissingNode())
                .isTrue();
        sell(3, 30_000, "");
        Reply more = service.patch("/v1/bookings/" + id, """
                {"userId": "anna", "roomsBooked": 3}""").hasStatus(200);
        assertThat(more.at("/totalPrice")).isEqualTo("144000");
        Reply read = service.get("/v1/bookings/" + id);
        assertThat(read.at("/nights/1/rooms/0/rooms")).isEqualTo("1");
        assertThat(read.at("/nights/1/rooms/0/pricePerNight")).isEqualTo("12000");
        assertThat(read.at("/nights/1/rooms/1/rooms")).isEqualTo("2");
        assertThat(read.at("/nights/1/rooms/1/pricePerNight")).isEqualTo("30000");
    }

    @Test
    void aFeeThatWasDueStaysDue() {
        sell(1, 12_000, fee(10));
        String id = book("2027-01-15", "2027-01-17");
        assertThat(step(id, "cancel").at("/cancellationFee")).isEqualTo("12000");
        Reply held = service.post("/v1/bookings/" + id + "/reinstate", """
                {"userId": "anna", "holdFor": "PT1S"}""").hasStatus(200);
        assertThat(held.at("/cancellationFee")).isEqualTo("12000");
        assertThat(held.json().at("/repricedAt").isMissingNode()).isTrue();
        service.pass(Duration.ofSeconds(1));
        Reply lapsed = service.get("/v1/bookings/" + id);
        assertThat(lapsed.at("/status")).isEqualTo("EXPIRED");
        assertThat(lapsed.at("/cancellationFee")).isEqualTo("12000");

        service.post("/v1/bookings/" + id + "/reinstate", ANNA).hasStatus(200);
        assertThat(step(id, "confirm").json().at("/cancellationFee").isMissingNode())
                .isTrue();
        Reply moved = service.patch("/v1/bookings/" + id, """
                {"userId": "anna", "startDate": "2027-02-01", "endDate": "2027-02-03"}""").hasStatus(200);
        assertThat(moved.at("/leastFee")).isEqualTo("12000");
        assertThat(step(id, "cancel").at("/cancellationFee")).isEqualTo("12000");
    }

    @Test
    void aLateReinstatementHasThePriceAndTermsOfItsDay() {
        sell(1, 12_000, fee(10));
        String id = book("2027-01-25", "2027-01-27");
        step(id, "cancel").hasStatus(200);
        sell(1, 30_000, fee(20));
        service.pass(Duration.ofHours(24));
        Reply reinstated = step(id, "reinstate").hasStatus(200);
        assertThat(reinstated.at("/totalPrice")).isEqualTo("60000");
        assertThat(reinstated.at("/repricedAt")).isEqualTo("2027-01-11T12:00:00Z");
        assertThat(reinstated.at("/cancellationPolicy/fees/0/daysBeforeArrival"))
                .isEqualTo("20");
    }

    @Test
    void aStaleVersionIsRefused() {
        String id = book("2027-01-15", "2027-01-17");
        String path = "/v1/bookings/" + id;
        String tag = service.get(path).header("ETag");
        assertThat(tag).isEqualTo("\"1\"");
        String longer = "{\"userId\": \"anna\", \"endDate\": \"2027-01-18\"}";
        service.patch(path, longer, "If-Match", tag).hasStatus(200);
        Reply stale = service.patch(path, longer, "If-Match", tag).isProblem(ErrorCode.PRECONDITION_FAILED);
        assertThat(stale.at("/details/version")).isEqualTo("2");
        service.patch(path, longer, "If-Match", "*").hasStatus(200);
        service.patch(path, longer, "If-Match", "1").isProblemOf(ErrorCode.VALIDATION_FAILED, "If-Match");
    }

    @Test
    void onceTheStayHasBegunOnlyItsEndChanges() {
        String id = book("2027-01-10", "2027-01-14");
        String path = "/v1/bookings/" + id;
        service.pass(Duration.ofDays(2));
        service.patch(path, "{\"userId\": \"anna\", \"startDate\": \"2027-01-13\"}")
                .isProblem(ErrorCode.INVALID_TRANSITION);
        service.patch(path, "{\"userId\": \"anna\", \"roomsBooked\": 2}").isProblem(ErrorCode.INVALID_TRANSITION);
        service.patch(path, "{\"userId\": \"anna\", \"endDate\": \"2027-01-11\"}")
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "endDate");
        service.patch(path, "{\"userId\": \"anna\", \"endDate\": \"2027-01-12\"}")
                .hasStatus(200);
    }

    @Test
    void aLapsedHoldHasTheTagOfTheExpiredBooking() {
        String id = hold("PT15M");
        service.pass(Duration.ofHours(1));
        Reply lapsed = service.get("/v1/bookings/" + id);
        assertThat(lapsed.at("/status")).isEqualTo("EXPIRED");
        service.post("/v1/bookings/" + id + "/reinstate", ANNA, "If-Match", lapsed.header("ETag"))
                .hasStatus(200);
    }

    @Test
    void aChangeUnderAKeyIsMadeOnce() {
        String id = book("2027-01-15", "2027-01-17");
        String path = "/v1/bookings/" + id;
        String longer = "{\"userId\": \"anna\", \"endDate\": \"2027-01-18\"}";
        service.patch(path, longer, "Idempotency-Key", "c1").hasStatus(200);
        service.patch(path, "{\"userId\": \"anna\", \"endDate\": \"2027-01-17\"}")
                .hasStatus(200);
        Reply again = service.patch(path, longer, "Idempotency-Key", "c1").hasStatus(200);
        assertThat(again.at("/isFromCache")).isEqualTo("true");
        assertThat(again.at("/endDate")).isEqualTo("2027-01-17");
        service.post(path + "/confirm", ANNA, "Idempotency-Key", "c1").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\": \"anna\", \"endDate\": \"2027-01-15\"}",
                "{\"userId\": \"anna\", \"startDate\": \"2027-01-09\"}",
                "{\"userId\": \"anna\", \"startDate\": \"2027-01-17\", \"endDate\": \"2027-01-16\"}"
            })
    void aChangeToAnImpossibleStayIsRefused(String change) {
        String id = book("2027-01-15", "2027-01-17");
        service.patch("/v1/bookings/" + id, change).isProblem(ErrorCode.INVALID_DATE_RANGE);
    }
}
