package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract for setting up a hotel, route by route. */
class SetupApiTest {

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
    void aPropertyIsCreatedChangedReadAndListed() {
        String porto = "{\"name\": \"Porto\", \"timeZone\": \"Europe/Lisbon\", \"currency\": \"EUR\","
                + " \"tags\": [\"sea\", \"city\", \"sea\"]}";
        String saved =
                "{\"propertyId\":\"porto\",\"name\":\"Porto\",\"timeZone\":\"Europe/Lisbon\",\"currency\":\"EUR\","
                        + "\"businessDayEnds\":\"06:00\",\"tags\":[\"city\",\"sea\"]}";

        assertThat(service.put("/v1/properties/porto", porto).hasStatus(201).text())
                .isEqualTo(saved);
        assertThat(service.put("/v1/properties/porto", porto).hasStatus(200).text())
                .isEqualTo(saved);
        assertThat(service.put("/v1/properties/porto", porto.replace("\"Porto\"", "\"Oporto\""))
                        .hasStatus(200)
                        .at("/name"))
                .isEqualTo("Oporto");
        assertThat(service.get("/v1/properties/porto").hasStatus(200).at("/name"))
                .isEqualTo("Oporto");

        Reply first = service.get("/v1/properties?limit=1").hasStatus(200);
        assertThat(first.at("/properties/0/propertyId")).isEqualTo("lisbon");
        Reply second = service.get("/v1/properties?limit=1&cursor=" + first.at("/nextCursor"))
                .hasStatus(200);
        assertThat(second.at("/properties/0/propertyId")).isEqualTo("porto");
        assertThat(second.at("/nextCursor")).isEqualTo("null");
        assertThat(service.get("/v1/properties/faro")
                        .isProblem(ErrorCode.PROPERTY_NOT_FOUND)
                        .at("/details/propertyId"))
                .isEqualTo("faro");
    }

    @Test
    void aRoomTypeIsCreatedChangedReadAndListed() {
        String suite = "{\"propertyId\": \"lisbon\", \"name\": \"Suite\", \"description\": \"Two rooms\", "
                + "\"totalRooms\": 5, \"pricePerNight\": 30000}";

        assertThat(service.put("/v1/room-types/suite", suite).hasStatus(201).text())
                .isEqualTo(
                        "{\"roomTypeId\":\"suite\",\"propertyId\":\"lisbon\",\"name\":\"Suite\","
                                + "\"description\":\"Two rooms\",\"totalRooms\":5,\"pricePerNight\":30000,\"images\":[],\"amenities\":[]}");
        service.put("/v1/room-types/suite", suite).hasStatus(200);
        assertThat(service.get("/v1/room-types/suite").hasStatus(200).at("/description"))
                .isEqualTo("Two rooms");
        assertThat(service.get("/v1/room-types?propertyId=lisbon")
                        .hasStatus(200)
                        .json()
                        .get("roomTypes")
                        .size())
                .isEqualTo(2);
        assertThat(service.get("/v1/room-types?propertyId=porto").hasStatus(200).text())
                .isEqualTo("{\"roomTypes\":[],\"nextCursor\":null}");
        service.get("/v1/room-types/attic").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
    }

    @Test
    void aPropertyKeepsItsCurrency() {
        service.put("/v1/properties/porto", "{\"name\": \"P\", \"timeZone\": \"UTC\", \"currency\": \"USD\"}")
                .hasStatus(201);
        service.put("/v1/properties/porto", "{\"name\": \"P\", \"timeZone\": \"UTC\", \"currency\": \"JPY\"}")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "currency");
    }

    @Test
    void aRoomTypeNeedsItsPropertyAndNeverMoves() {
        String suite = "{\"propertyId\": \"porto\", \"name\": \"Suite\", \"totalRooms\": 5, \"pricePerNight\": 30000}";
        service.put("/v1/room-types/suite", suite).isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        service.put("/v1/properties/porto", "{\"name\": \"P\", \"timeZone\": \"UTC\", \"currency\": \"USD\"}")
                .hasStatus(201);

        service.put("/v1/room-types/deluxe", suite).isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyId");
    }

    @Test
    void nightsAreOpenedAndChangedAndRead() {
        String range = "\"from\": \"2027-06-01\", \"to\": \"2027-06-03\"";

        assertThat(service.put("/v1/room-types/deluxe/inventory", "{" + range + "}")
                        .hasStatus(200)
                        .text())
                .isEqualTo("{\"nights\":2}");
        service.put("/v1/room-types/deluxe/inventory", "{" + range + ", \"totalRooms\": 7, \"pricePerNight\": 9}")
                .hasStatus(200);

        assertThat(service.get("/v1/room-types/deluxe/inventory?from=2027-05-30&to=2027-06-02")
                        .hasStatus(200)
                        .text())
                .isEqualTo("{\"nights\":[{\"date\":\"2027-06-01\",\"totalRooms\":7,\"bookedRooms\":0,"
                        + "\"availableRooms\":7,\"pricePerNight\":9}]}");
        service.get("/v1/room-types/attic/inventory?from=2027-05-30&to=2027-06-02")
                .isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        service.put("/v1/room-types/attic/inventory", "{" + range + "}").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
    }

    @Test
    void capacityNeverFallsBelowTheRoomsBooked() {
        service.post("/v1/bookings", booking("anna", "2027-01-15", "2027-01-17").replace("}", ", \"roomsBooked\": 2}"))
                .hasStatus(201);
        String before = service.state();

        Reply refused = service.put(
                        "/v1/room-types/deluxe/inventory",
                        "{\"from\": \"2027-01-12\", \"to\": \"2027-01-20\", \"totalRooms\": 1}")
                .isProblem(ErrorCode.CAPACITY_BELOW_BOOKED);

        assertThat(refused.at("/details/nights"))
                .isEqualTo("[{\"date\":\"2027-01-15\",\"bookedRooms\":2},"
                        + "{\"date\":\"2027-01-16\",\"bookedRooms\":2}]");
        assertThat(service.state()).isEqualTo(before);
    }

    @Test
    void elevenHundredNightsAreOpenedAtOnceAndNotOneMore() {
        assertThat(service.put("/v1/room-types/deluxe/inventory", "{\"from\": \"2027-01-01\", \"to\": \"2030-01-05\"}")
                        .hasStatus(200)
                        .text())
                .isEqualTo("{\"nights\":1100}");
        service.put("/v1/room-types/deluxe/inventory", "{\"from\": \"2027-01-01\", \"to\": \"2030-01-06\"}")
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "from");
    }

    @Test
    void theRecountReportsThatAllIsWell() {
        service.post("/v1/bookings", booking("anna", "2027-01-15", "2027-01-17"))
                .hasStatus(201);

        assertThat(service.get("/v1/integrity").hasStatus(200).text())
                .isEqualTo("{\"consistent\":true,\"nightsChecked\":60,\"bookingsChecked\":1,\"drift\":[]}");
    }
}
