package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of nights, over HTTP. */
class RulesApiTest {

    private static final String INVENTORY = "/v1/room-types/deluxe/inventory";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Reply rules(String from, String to, String rules) {
        return service.put(INVENTORY, "{\"from\": \"%s\", \"to\": \"%s\", %s}".formatted(from, to, rules));
    }

    private Reply book(String start, String end, String more) {
        return service.post(
                "/v1/bookings",
                "{\"userId\": \"anna\", \"roomTypeId\": \"deluxe\", \"startDate\": \"%s\", \"endDate\": \"%s\"%s}"
                        .formatted(start, end, more));
    }

    private Reply availability(String start, String end, String more) {
        return service.get("/v1/availability?propertyId=lisbon&startDate=" + start + "&endDate=" + end + more)
                .hasStatus(200);
    }

    @Test
    void rulesAreSetReadAndLifted() {
        rules("2027-01-15", "2027-01-17", """
                "overbooking": 2, "closed": true, "closedToArrival": true, "closedToDeparture": true, "minStay": 2,
                "maxStay": 9, "minAdvanceDays": 1, "maxAdvanceDays": 90""").hasStatus(200);
        String read = service.get(INVENTORY + "?from=2027-01-14&to=2027-01-16")
                .hasStatus(200)
                .text();
        assertThat(read)
                .isEqualTo("{\"nights\":[{\"date\":\"2027-01-14\",\"totalRooms\":3,\"bookedRooms\":0,"
                        + "\"availableRooms\":3,\"pricePerNight\":12000},{\"date\":\"2027-01-15\",\"totalRooms\":3,"
                        + "\"bookedRooms\":0,\"availableRooms\":5,\"pricePerNight\":12000,\"overbooking\":2,"
                        + "\"closed\":true,\"closedToArrival\":true,\"closedToDeparture\":true,\"minStay\":2,"
                        + "\"maxStay\":9,\"minAdvanceDays\":1,\"maxAdvanceDays\":90}]}");
        rules("2027-01-15", "2027-01-17", """
                "overbooking": 0, "closed": false, "closedToArrival": false, "closedToDeparture": false, "minStay": 1,
                "maxStay": 365, "minAdvanceDays": 0, "maxAdvanceDays": 36500""").hasStatus(200);
        assertThat(service.get(INVENTORY + "?from=2027-01-15&to=2027-01-17").text())
                .doesNotContain("closed", "overbooking", "Stay", "Days");
    }

    @ParameterizedTest
    @CsvSource({
        "overbooking, -1",
        "overbooking, 100001",
        "overbooking, 1.0",
        "closed, 1",
        "closed, \"true\"",
        "closedToArrival, 0",
        "closedToDeparture, []",
        "minStay, 0",
        "minStay, 366",
        "maxStay, 0",
        "maxStay, 99999999999",
        "minAdvanceDays, -1",
        "maxAdvanceDays, 36501",
    })
    void aMalformedRuleIsNamed(String field, String value) {
        rules("2027-01-15", "2027-01-17", "\"%s\": %s".formatted(field, value))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, field);
    }

    @Test
    void rulesThatContradictEachOtherAreNamed() {
        Reply refused = rules("2027-01-15", "2027-01-17", "\"minStay\": 3, \"maxStay\": 2")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "maxStay");
        assertThat(refused.at("/detail")).isEqualTo("maxStay must not be less than minStay, 3");
        rules("2027-01-15", "2027-01-17", "\"minAdvanceDays\": 3, \"maxAdvanceDays\": 2")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "maxAdvanceDays");
    }

    @Test
    void aRefusalNamesTheDateTheRuleAndItsValue() {
        rules("2027-01-15", "2027-01-16", "\"minStay\": 3").hasStatus(200);
        Reply refused = book("2027-01-15", "2027-01-17", "").isProblem(ErrorCode.RESTRICTION_VIOLATED);
        assertThat(refused.at("/details/roomTypeId")).isEqualTo("deluxe");
        assertThat(refused.at("/details/date")).isEqualTo("2027-01-15");
        assertThat(refused.at("/details/rule")).isEqualTo("minStay");
        assertThat(refused.at("/details/value")).isEqualTo("3");
        assertThat(refused.at("/message")).isEqualTo("A stay in deluxe from 2027-01-15 has at least 3 nights");
        rules("2027-01-16", "2027-01-17", "\"closed\": true").hasStatus(200);
        assertThat(book("2027-01-14", "2027-01-17", "")
                        .isProblem(ErrorCode.RESTRICTION_VIOLATED)
                        .at("/details/value"))
                .isEqualTo("true");
    }

    @Test
    void anAvailabilityAnswerNamesTheRuleAndTheNearestStays() {
        rules("2027-01-15", "2027-01-16", "\"minStay\": 3").hasStatus(200);
        Reply offered = availability("2027-01-15", "2027-01-17", "");
        assertThat(offered.at("/roomTypes/0/availableRooms")).isEqualTo("3");
        assertThat(offered.at("/roomTypes/0/bookable")).isEqualTo("false");
        assertThat(offered.at("/roomTypes/0/restriction/rule")).isEqualTo("minStay");
        assertThat(offered.at("/roomTypes/0/restriction/value")).isEqualTo("3");
        offered.json()
                .at("/roomTypes/0/nearestStays")
                .valueStream()
                .forEach(stay -> book(
                                stay.get("startDate").stringValue(),
                                stay.get("endDate").stringValue(),
                                "")
                        .hasStatus(201));
        assertThat(availability("2027-01-14", "2027-01-16", "").at("/roomTypes/0/bookable"))
                .isEqualTo("true");
    }

    @Test
    void aSoldOutStayIsAnsweredWithTheNearestStays() {
        book("2027-01-20", "2027-01-23", ", \"roomsBooked\": 3").hasStatus(201);
        Reply offered = availability("2027-01-20", "2027-01-22", "&roomsBooked=2");
        assertThat(offered.at("/roomTypes/0/bookable")).isEqualTo("false");
        assertThat(offered.at("/roomTypes/0/nearestStays/0/startDate")).isEqualTo("2027-01-18");
        assertThat(offered.at("/roomTypes/0/nearestStays/0/endDate")).isEqualTo("2027-01-20");
        assertThat(offered.at("/roomTypes/0/nearestStays/0/availableRooms")).isEqualTo("3");
    }

    @Test
    void guestsMustFitIntoTheRooms() {
        String roomType =
                "{\"propertyId\": \"lisbon\", \"name\": \"Deluxe\", \"totalRooms\": 3, \"pricePerNight\": 100, "
                        + "\"maxOccupancy\": 2}";
        assertThat(service.put("/v1/room-types/deluxe", roomType).hasStatus(200).at("/maxOccupancy"))
                .isEqualTo("2");
        book("2027-01-15", "2027-01-17", ", \"numberOfGuests\": 3").isProblem(ErrorCode.RESTRICTION_VIOLATED);
        book("2027-01-15", "2027-01-17", ", \"numberOfGuests\": 0")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "numberOfGuests");
        assertThat(availability("2027-01-15", "2027-01-17", "&numberOfGuests=3").at("/roomTypes/0/restriction/rule"))
                .isEqualTo("maxOccupancy");
        Reply made = book("2027-01-15", "2027-01-17", ", \"numberOfGuests\": 2").hasStatus(201);
        assertThat(made.at("/numberOfGuests")).isEqualTo("2");
        String booking = "/v1/bookings/" + made.at("/bookingId");
        service.send("PATCH", booking, "{\"userId\": \"anna\", \"numberOfGuests\": 3}")
                .isProblem(ErrorCode.RESTRICTION_VIOLATED);
        assertThat(service.send("PATCH", booking, "{\"userId\": \"anna\", \"numberOfGuests\": 1}")
                        .hasStatus(200)
                        .at("/numberOfGuests"))
                .isEqualTo("1");
        service.put("/v1/room-types/deluxe", roomType.replace("2}", "101}"))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "maxOccupancy");
    }
}
