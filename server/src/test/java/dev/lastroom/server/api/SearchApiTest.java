package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches over HTTP: of one property, of many, and by date of arrival. */
class SearchApiTest {

    private static final String STAY = "&startDate=2027-01-15&endDate=2027-01-17";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static List<String> ids(Reply found) {
        return found.json()
                .get("properties")
                .valueStream()
                .map(it -> it.get("propertyId").stringValue())
                .toList();
    }

    private void addHotel(String id, String currency, int price) {
        service.put("/v1/properties/" + id, """
                {"name": "Hotel %s", "timeZone": "Europe/Lisbon", "currency": "%s"}""".formatted(id, currency)).hasStatus(201);
        service.put("/v1/room-types/" + id + "-double", """
                {"propertyId": "%s", "name": "Double", "totalRooms": 2, "pricePerNight": %d}""".formatted(id, price))
                .hasStatus(201);
        service.put("/v1/room-types/" + id + "-double/inventory", """
                {"from": "2027-01-15", "to": "2027-01-20"}""").hasStatus(200);
    }

    @Test
    void manyPropertiesAreListedCheapestFirstAndOnlyThoseThatCanBeBooked() {
        addHotel("porto", "EUR", 9_000);
        addHotel("zurich", "CHF", 1_000);
        addHotel("faro", "EUR", 20_000);
        service.put("/v1/properties/closed", """
                {"name": "Closed", "timeZone": "Europe/Lisbon", "currency": "EUR"}""").hasStatus(201);

        Reply found = service.get("/v1/availability/properties?propertyIds=lisbon,porto,closed,zurich,faro" + STAY)
                .hasStatus(200);
        assertThat(ids(found)).containsExactly("zurich", "porto", "lisbon", "faro");
        assertThat(found.at("/properties/1/totalPrice")).isEqualTo("18000");
        assertThat(found.at("/properties/1/roomTypeId")).isEqualTo("porto-double");

        String three = "/v1/availability/properties?propertyIds=lisbon,porto,faro&limit=2" + STAY;
        found = service.get(three);
        assertThat(ids(found)).containsExactly("porto", "lisbon");
        found = service.get(three + "&cursor=" + found.at("/nextCursor"));
        assertThat(ids(found)).containsExactly("faro");
        assertThat(found.json().get("nextCursor").isNull()).isTrue();
    }

    @Test
    void propertiesAreFoundByTheirTag() {
        addHotel("porto", "EUR", 9_000);
        addHotel("faro", "EUR", 20_000);
        service.patch("/v1/properties/porto", "{\"tags\": [\"beach-bar\"]}").hasStatus(200);
        service.patch("/v1/properties/faro", "{\"tags\": [\"golf\", \"beach\"]}")
                .hasStatus(200);
        service.patch("/v1/properties/lisbon", "{\"tags\": [\"beach\"]}").hasStatus(200);

        assertThat(ids(service.get("/v1/availability/properties?tag=beach" + STAY)
                        .hasStatus(200)))
                .containsExactly("lisbon", "faro");
        assertThat(ids(service.get("/v1/properties?tag=beach").hasStatus(200))).containsExactly("faro", "lisbon");
        assertThat(ids(service.get("/v1/availability/properties?tag=ski" + STAY).hasStatus(200)))
                .isEmpty();
    }

    @Test
    void aMalformedTagIsNamed() {
        service.get("/v1/availability/properties?tag=Beach" + STAY).isProblemOf(ErrorCode.VALIDATION_FAILED, "tag");
        service.get("/v1/availability/properties?tag=beach&propertyIds=lisbon" + STAY)
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds");
        service.get("/v1/availability/properties?startDate=2027-01-15&endDate=2027-01-16")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds");
        service.get("/v1/availability/properties?tag=beach&cursor=EUR:1" + STAY)
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "cursor");
        String tags = IntStream.rangeClosed(0, PropertyTags.TAGS_MAX)
                .mapToObj(i -> "\"t" + i + "\"")
                .collect(Collectors.joining(","));
        service.patch("/v1/properties/lisbon", "{\"tags\": [" + tags + "]}")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "tags");
        service.patch("/v1/properties/lisbon", "{\"tags\": [\"" + "t".repeat(PropertyTags.LENGTH_MAX + 1) + "\"]}")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "tags[0]");
    }

    @Test
    void aSearchOfManyPropertiesNamesWhatIsWrong() {
        service.get("/v1/availability/properties?propertyIds=lisbon,nowhere" + STAY)
                .isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        service.get("/v1/availability/properties?propertyIds=lisbon,,porto" + STAY)
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds");
        String tooMany = IntStream.rangeClosed(0, AvailabilityEndpoints.PROPERTIES_MAX)
                .mapToObj(i -> "p" + i)
                .collect(Collectors.joining(","));
        service.get("/v1/availability/properties?propertyIds=" + tooMany + STAY)
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "propertyIds");
        service.get("/v1/availability/properties?propertyIds=lisbon" + STAY + "&limit=501")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "limit");
    }

    @Test
    void eachDateOfArrivalHasItsLengthsItsPriceAndTheRuleThatStandsInTheWay() {
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-16", "to": "2027-01-17", "minStay": 2, "pricePerNight": 10000}""").hasStatus(200);
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-17", "to": "2027-01-18", "closedToArrival": true}""").hasStatus(200);
        service.put("/v1/room-types/deluxe/inventory", """
                {"from": "2027-01-19", "to": "2027-01-20", "totalRooms": 0}""").hasStatus(200);

        Reply found = service.get("/v1/properties/lisbon/arrivals?from=2027-01-15&to=2027-01-20&nightsMax=3")
                .hasStatus(200);
        assertThat(found.at("/dates/0")).contains("\"nights\":[1,2,3]").contains("\"totalPrice\":12000");
        assertThat(found.at("/dates/1")).contains("\"nights\":[2,3]").contains("\"totalPrice\":22000");
        assertThat(found.at("/dates/2/nights")).isEqualTo("[]");
        assertThat(found.at("/dates/2/restriction/rule")).isEqualTo("closedToArrival");
        assertThat(found.at("/dates/3/nights")).isEqualTo("[1]");
        assertThat(found.at("/dates/4")).isEqualTo("{\"date\":\"2027-01-19\",\"nights\":[]}");
    }

    @Test
    void aCalendarOfArrivalsNamesWhatIsWrong() {
        service.get("/v1/properties/nowhere/arrivals?from=2027-01-15&to=2027-01-20")
                .isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        service.get("/v1/properties/lisbon/arrivals?from=2027-01-15&to=2027-04-18")
                .hasStatus(200);
        service.get("/v1/properties/lisbon/arrivals?from=2027-01-15&to=2027-04-19")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "to");
        service.get("/v1/properties/lisbon/arrivals?from=2027-01-15&to=2027-01-20&nightsMin=5&nightsMax=4")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "nightsMax");
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgainThoughTimePasses() {
        String search = "/v1/availability?propertyId=lisbon" + STAY;
        String etag = service.get(search).hasStatus(200).header("ETag");
        service.pass(Duration.ofSeconds(1));
        service.get(search, "If-None-Match", etag).hasStatus(304);
        service.post("/v1/bookings", """
                {"userId": "ann", "roomTypeId": "deluxe", "startDate": "2027-01-15", "endDate": "2027-01-16"}""").hasStatus(201);
        assertThat(service.get(search, "If-None-Match", etag).hasStatus(200).header("ETag"))
                .isNotEqualTo(etag);
    }

    @Test
    void anAnswerToAChangeCarriesThePositionThatASearchCanWaitFor() {
        String position = service.post("/v1/bookings", """
                {"userId": "ann", "roomTypeId": "deluxe", "startDate": "2027-01-15", "endDate": "2027-01-16"}""").hasStatus(201).header("Lastroom-Position");
        for (String source : new String[] {"", "&fresh=true"}) {
            assertThat(service.get("/v1/availability?propertyId=lisbon" + STAY + "&atLeast=" + position + source)
                            .hasStatus(200)
                            .at("/roomTypes/0/availableRooms"))
                    .isEqualTo("2");
        }
        service.get("/v1/availability?propertyId=lisbon" + STAY + "&atLeast=yesterday")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "atLeast");
    }
}
