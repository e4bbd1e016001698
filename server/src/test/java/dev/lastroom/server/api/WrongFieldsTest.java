package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.api.json.AllotmentJson;
import dev.lastroom.server.api.json.BookingJson;
import dev.lastroom.server.api.json.GroupJson;
import dev.lastroom.server.api.json.SetupJson;
import dev.lastroom.server.api.json.WaitlistJson;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.server.webhook.WebhookJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One answer names every wrong field of a body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongFieldsTest {

    private TestService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    static Stream<Arguments> bodies() {
        String id = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of("POST", "/v1/bookings", BookingJson.REQUEST_FIELDS),
                Arguments.of("PATCH", "/v1/bookings/" + id, LifeEndpoints.AMENDED_FIELDS),
                Arguments.of("POST", "/v1/bookings/" + id + "/extend", List.of("userId", "holdFor")),
                Arguments.of("POST", "/v1/bookings/" + id + "/reinstate", List.of("userId", "holdFor")),
                Arguments.of("POST", "/v1/bookings/" + id + "/cancel", List.of("userId")),
                Arguments.of("POST", "/v1/booking-groups", GroupJson.REQUEST_FIELDS),
                Arguments.of("POST", "/v1/booking-groups/" + id + "/cancel", List.of("userId")),
                Arguments.of("POST", "/v1/waitlist", WaitlistJson.REQUEST_FIELDS),
                Arguments.of("POST", "/v1/allotments", AllotmentJson.REQUEST_FIELDS),
                Arguments.of("PATCH", "/v1/allotments/" + id, AllotmentJson.CHANGE_FIELDS),
                Arguments.of("PUT", "/v1/properties/porto", SetupJson.PROPERTY_FIELDS),
                Arguments.of("PUT", "/v1/room-types/suite", SetupJson.ROOM_TYPE_FIELDS),
                Arguments.of("PUT", "/v1/room-types/deluxe/inventory", SetupJson.INVENTORY_FIELDS),
                Arguments.of("POST", "/v1/webhooks", WebhookJson.REQUEST_FIELDS),
                Arguments.of("PATCH", "/v1/webhooks/" + id, WebhookJson.CHANGE_FIELDS),
                Arguments.of("POST", "/v1/webhooks/" + id + "/rotate-secret", List.of("overlap")),
                Arguments.of("POST", "/v1/webhooks/" + id + "/replay", List.of("eventId", "after")));
    }

    /** No field is an object with such a field. */
    @ParameterizedTest
    @MethodSource("bodies")
    void everyFieldOfEveryBodyIsNamed(String method, String path, List<String> fields) {
        ObjectNode body = Json.object();
        List<String> wrong = new ArrayList<>(fields);
        wrong.add("other");
        wrong.forEach(field -> body.putObject(field).put("wrong", 1));

        Reply reply = service.send(method, path, body.toString()).isProblem(ErrorCode.VALIDATION_FAILED);

        assertThat(faults(reply).map(fault -> fault.split("\\.", -1)[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(wrong);
        assertThat(reply.at("/details/field"))
                .isEqualTo(faults(reply).findFirst().orElseThrow());
        assertThat(wrong).allSatisfy(field -> assertThat(reply.at("/message")).contains(field));
    }

    private static Stream<String> faults(Reply reply) {
        return reply.json()
                .at("/details/faults")
                .valueStream()
                .map(fault -> fault.get("field").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "POST; /v1/bookings; {}; userId, roomTypeId, startDate, endDate",
                "POST; /v1/bookings; {\"userId\":\"a\",\"roomTypeId\":\"\",\"startDate\":\"2027-02-02\",\"endDate\":\"2027-02-01\"}; roomTypeId, startDate",
                "POST; /v1/bookings; {\"userId\":\"\",\"roomTypeId\":\"r\",\"startDate\":\"x\",\"endDate\":\"2027-02-01\"}; userId, startDate",
                "POST; /v1/booking-groups; {\"userId\":\"\",\"items\":[1,{\"roomTypeId\":\"\",\"endDate\":7}]}; "
                        + "userId, items[0], items[1].roomTypeId, items[1].startDate, items[1].endDate",
                "PUT; /v1/room-types/suite; {\"name\":\"s\",\"totalRooms\":-1,\"depositPolicy\":{},\"images\":[{}],"
                        + "\"cancellationPolicy\":{\"fees\":[{\"percent\":101}]}}; propertyId, totalRooms, pricePerNight, "
                        + "depositPolicy.percent, cancellationPolicy.fees[0].daysBeforeArrival, "
                        + "cancellationPolicy.fees[0].percent, images[0].url",
                "PUT; /v1/room-types/deluxe/inventory; {\"from\":\"2027-02-01\",\"minStay\":3,\"maxStay\":2}; to, maxStay",
            })
    void faultsOfValuesAndOfTheirPartsAreNamedTogether(String method, String path, String body, String faults) {
        Reply reply = service.send(method, path, body).isProblem(ErrorCode.VALIDATION_FAILED);
        assertThat(faults(reply)).containsExactlyInAnyOrder(faults.split(", ", -1));
    }

    @Test
    void aBookingOfABatchNamesItsFirstFault() {
        Reply reply = service.post("/v1/bookings/batch", "{\"requests\":[{\"userId\":1},{}]}")
                .hasStatus(200);
        assertThat(reply.json()
                        .at("/results")
                        .valueStream()
                        .map(one -> one.get("details").toString()))
                .containsExactly("{\"field\":\"userId\"}", "{\"field\":\"userId\"}");
    }

    @Test
    void oneFaultIsNamedAlone() {
        Reply reply = service.post("/v1/bookings", TestService.booking("", "2027-01-15", "2027-01-16"))
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "userId");
        assertThat(reply.json().at("/details/faults").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20, ''", "21, '; and more'"})
    void anAnswerNamesTwentyFaults(int faults, String end) {
        ObjectNode body = Json.object();
        IntStream.range(0, faults).forEach(i -> body.put("f" + i, i));
        Reply reply = service.post("/v1/bookings/" + UUID.randomUUID() + "/cancel", body.toString());
        JsonNode named = reply.isProblem(ErrorCode.VALIDATION_FAILED).json().at("/details/faults");
        assertThat(named).hasSize(Problem.FAULTS_MAX);
        assertThat(reply.at("/message")).endsWith("is not a known field" + end);
    }
}
