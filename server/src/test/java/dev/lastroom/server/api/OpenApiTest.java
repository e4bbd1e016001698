package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.event.EventTypes;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The running service does what the OpenAPI document says. */
class OpenApiTest {

    /** Answers that any path may give. The document describes them once, not for each operation. */
    private static final Set<String> OF_EVERY_PATH = Set.of("NOT_FOUND", "METHOD_NOT_ALLOWED");

    private static final String UNKNOWN_BOOKING = "0199f3a2-7c41-7d52-9f0e-3b6a1c5d8e90";

    private TestService service;
    private OpenApiDocument document;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
        document =
                new OpenApiDocument(service.get("/openapi.json").hasStatus(200).text());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everyRouteIsInTheDocumentAndTheDocumentHasNoOther() {
        TreeSet<String> expected = service.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(List.of("GET /openapi.json", "GET /openapi.yaml"));

        assertThat(document.operations()).isEqualTo(expected);
    }

    @Test
    void theDocumentIsTheSameInYaml() {
        Reply yaml = service.get("/openapi.yaml").hasStatus(200);

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(new YAMLMapper().readTree(yaml.text())).isEqualTo(document.at());
    }

    @Test
    void everyOperationNamesTheRoleThatItNeeds() {
        for (Route route : service.routes()) {
            JsonNode operation = document.operation(route.method() + " " + route.path());
            String description = operation.get("description").stringValue();
            if (route.role() == null) {
                assertThat(operation.get("security").isEmpty()).as(route.path()).isTrue();
                assertThat(description).doesNotContain("Needs the role");
            } else {
                assertThat(operation.has("security")).as(route.path()).isFalse();
                assertThat(description).endsWith("Needs the role `" + route.role() + "`.");
            }
        }
    }

    @Test
    void everyErrorCodeIsDocumentedAsItIsAnswered() {
        Set<String> answered = Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.toSet());
        JsonNode listed = document.at("components", "schemas", "ErrorCode");
        Set<String> documented = listed.get("enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(answered);

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(listed.get("description").stringValue())
                    .contains("| `%s` | %d | %s |".formatted(code, code.status(), code.retryable() ? "yes" : "no"));
            if (OF_EVERY_PATH.contains(code.name())) {
                assertThat(document.at("info", "description").stringValue()).contains("`" + code + "`");
                continue;
            }
            JsonNode example = document.at("components", "examples", code.name(), "value");
            assertThat(example.get("type").stringValue()).isEqualTo(code.type());
            assertThat(example.get("title").stringValue()).isEqualTo(code.title());
            assertThat(example.get("status").intValue()).isEqualTo(code.status());
            assertThat(example.get("retryable").booleanValue()).isEqualTo(code.retryable());
        }
    }

    @Test
    void everyTypeOfEventIsInTheDocument() {
        List<String> documented = document.at("components", "schemas", "EventType", "enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(EventTypes.ALL);
    }

    @Test
    void everyExampleIsValid() {
        assertThat(document.errorsOfExamples()).isEmpty();
    }

    @Test
    void theJudgeDetectsAWrongFieldAMissingOneAndAnExtraOne() {
        String schema = "/components/schemas/Property";
        JsonNode property = service.get("/v1/properties/lisbon").json();

        assertThat(document.errors(schema, property)).isEmpty();
        assertThat(document.errors(schema, property.deepCopy().asObject().put("currency", 7)))
                .isNotEmpty();
        assertThat(document.errors(schema, property.deepCopy().asObject().without("name")))
                .isNotEmpty();
        assertThat(document.errors(schema, property.deepCopy().asObject().put("stars", 5)))
                .isNotEmpty();
    }

    @Test
    void everyAnswerIsAsTheDocumentDescribesIt() {
        setUp();
        book();
        live();
        follow();
        group();
        waitlist();
        allot();
        operate();

        assertThat(document.judged).isEqualTo(document.operations());
    }

    private void setUp() {
        String property = """
                {"name": "Porto", "timeZone": "Europe/Lisbon", "currency": "EUR"}""";
        put("/v1/properties/{propertyId}", "porto", property).hasStatus(201);
        put("/v1/properties/{propertyId}", "porto", property).hasStatus(200);
        get("/v1/properties/{propertyId}", "porto", "").hasStatus(200);
        patch("/v1/properties/{propertyId}", "porto", "{\"name\": \"Oporto\"}").hasStatus(200);
        patch("/v1/properties/{propertyId}", "nowhere", "{}").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        get("/v1/properties/{propertyId}", "nowhere", "").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        get("/v1/properties", "", "?limit=1").hasStatus(200);
        get("/v1/properties", "", "?limit=0").isProblem(ErrorCode.VALIDATION_FAILED);

        String roomType = """
                {"propertyId": "%s", "name": "Twin", "description": "Two beds", "totalRooms": 2, "pricePerNight": 9000,
                 "depositPolicy": {"percent": 30}, "images": [{"url": "https://example.com/twin.jpg"}],
                 "amenities": ["Bath"], "cancellationPolicy": {"fees": [{"daysBeforeArrival": 30, "amount": 500}]}}""";
        put("/v1/room-types/{roomTypeId}", "twin", roomType.formatted("porto")).hasStatus(201);
        put("/v1/room-types/{roomTypeId}", "twin", roomType.formatted("porto")).hasStatus(200);
        put("/v1/room-types/{roomTypeId}", "twin", roomType.formatted("lisbon")).isProblem(ErrorCode.VALIDATION_FAILED);
        put("/v1/room-types/{roomTypeId}", "twin", roomType.formatted("nowhere"))
                .isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        get("/v1/room-types/{roomTypeId}", "twin", "").hasStatus(200);
        patch("/v1/room-types/{roomTypeId}", "twin", "{\"pricePerNight\": 9100}")
                .hasStatus(200);
        patch("/v1/room-types/{roomTypeId}", "none", "{}").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        get("/v1/room-types/{roomTypeId}", "none", "").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        get("/v1/room-types", "", "?propertyId=porto").hasStatus(200);
        get("/v1/room-types/{roomTypeId}/calendar.ics", "twin", "").hasStatus(200);
        get("/v1/room-types/{roomTypeId}/calendar.ics", "none", "").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);

        String inventory = "/v1/room-types/{roomTypeId}/inventory";
        put(inventory, "twin", "{\"from\": \"2027-02-01\", \"to\": \"2027-02-03\"}")
                .hasStatus(200);
        put(inventory, "none", "{\"from\": \"2027-02-01\", \"to\": \"2027-02-03\"}")
                .isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        put(inventory, "twin", "{\"from\": \"2027-02-03\", \"to\": \"2027-02-01\"}")
                .isProblem(ErrorCode.INVALID_DATE_RANGE);
        get(inventory, "twin", "?from=2027-01-31&to=2027-02-05").hasStatus(200);
        get(inventory, "twin", "?from=2027-01-31").isProblem(ErrorCode.VALIDATION_FAILED);
    }

    private void book() {
        String availability = "?startDate=2027-01-15&endDate=2027-01-17&roomsBooked=2&propertyId=";
        get("/v1/availability", "", availability + "lisbon").hasStatus(200);
        assertThat(get("/v1/availability", "", availability + "porto").at("/roomTypes/0/totalPrice"))
                .isEqualTo("null");
        get("/v1/availability", "", availability + "nowhere").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        availability = "?startDate=2027-01-15&endDate=2027-01-17&propertyIds=";
        get("/v1/availability/properties", "", availability + "lisbon,porto").hasStatus(200);
        get("/v1/availability/properties", "", availability + "nowhere").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        String arrivals = "/v1/properties/{propertyId}/arrivals";
        get(arrivals, "lisbon", "?from=2027-01-14&to=2027-01-20").hasStatus(200);
        get(arrivals, "nowhere", "?from=2027-01-14&to=2027-01-20").isProblem(ErrorCode.PROPERTY_NOT_FOUND);

        String request = booking("anna", "2027-01-15", "2027-01-17");
        Reply booked =
                post("/v1/bookings", "", request, "Idempotency-Key", "k1").hasStatus(201);
        Reply replayed =
                post("/v1/bookings", "", request, "Idempotency-Key", "k1").hasStatus(200);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        post("/v1/bookings", "", booking("ben", "2027-01-15", "2027-01-17"), "Idempotency-Key", "k1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        post("/v1/bookings", "", booking("anna", "2027-01-15", "2029-01-17")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        post("/v1/bookings", "", booking("anna", "2020-01-15", "2020-01-17")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        post("/v1/bookings", "", request.replace("deluxe", "none")).isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        post("/v1/bookings", "", request.replace("\"anna\"", "7")).isProblem(ErrorCode.VALIDATION_FAILED);
        post("/v1/bookings", "", request, "Content-Type", "text/plain").isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        post("/v1/bookings", "", " ".repeat(Call.BODY_BYTES_MAX) + request).isProblem(ErrorCode.PAYLOAD_TOO_LARGE);

        String many = request.replace("{", "{\"roomsBooked\": 3, ");
        post("/v1/bookings", "", many).isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        post("/v1/bookings/batch", "", "{\"requests\": [%s, %s, {\"userId\": 1}]}".formatted(request, many))
                .hasStatus(200);
        post("/v1/bookings/batch", "", "{\"requests\": []}").isProblem(ErrorCode.VALIDATION_FAILED);
        put("/v1/room-types/{roomTypeId}/inventory", "deluxe", """
                {"from": "2027-01-15", "to": "2027-01-16", "totalRooms": 0}""").isProblem(ErrorCode.CAPACITY_BELOW_BOOKED);

        String id = booked.at("/bookingId");
        assertThat(get("/v1/bookings/{bookingId}", id, "").at("/idempotency/key"))
                .isEqualTo("k1");
        get("/v1/bookings/{bookingId}", UNKNOWN_BOOKING, "").isProblem(ErrorCode.BOOKING_NOT_FOUND);
        String cancel = "/v1/bookings/{bookingId}/cancel";
        post(cancel, id, "{\"userId\": \"ben\"}").isProblem(ErrorCode.FORBIDDEN);
        post(cancel, id, "{\"userId\": \"anna\"}").hasStatus(200);
        assertThat(post(cancel, id, "{\"userId\": \"anna\"}").at("/isFromCache"))
                .isEqualTo("true");
        post(cancel, UNKNOWN_BOOKING, "{}").isProblem(ErrorCode.BOOKING_NOT_FOUND);
        get("/v1/bookings", "", "?status=CANCELLED&limit=1").hasStatus(200);
        get("/v1/bookings", "", "?from=2027-01-02&to=2027-01-01").isProblem(ErrorCode.INVALID_DATE_RANGE);
    }

    private void live() {
        String step = "/v1/bookings/{bookingId}/";
        String ann = "{\"userId\": \"ann\"}";
        String hold = "{\"userId\": \"ann\", \"holdFor\": \"PT15M\"}";
        String wanted = booking("ann", "2027-01-10", "2027-01-13");
        String held = wanted.replace("}", ", \"holdFor\": \"PT15M\"}");
        String id = post("/v1/bookings", "", held).hasStatus(201).at("/bookingId");

        post(step + "extend", id, hold).hasStatus(200);
        post(step + "extend", id, ann).isProblem(ErrorCode.VALIDATION_FAILED);
        post(step + "check-in", id, ann).isProblem(ErrorCode.INVALID_TRANSITION);
        post(step + "confirm", id, ann, "If-Match", "\"1\"").isProblem(ErrorCode.PRECONDITION_FAILED);
        post(step + "confirm", id, ann, "If-Match", "1").isProblem(ErrorCode.VALIDATION_FAILED);
        post(step + "confirm", id, ann, "Idempotency-Key", "c1").hasStatus(200);
        Reply replayed = post(step + "confirm", id, ann, "Idempotency-Key", "c1");
        assertThat(replayed.hasStatus(200).at("/isFromCache")).isEqualTo("true");
        post(step + "cancel", id, ann, "Idempotency-Key", "c1").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);

        String amend = "/v1/bookings/{bookingId}";
        patch(amend, id, "{\"userId\": \"ann\", \"endDate\": \"2027-01-14\"}").hasStatus(200);
        patch(amend, id, "{\"roomTypeId\": \"none\"}").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        patch(amend, id, "{\"roomTypeId\": \"twin\"}").isProblem(ErrorCode.VALIDATION_FAILED);
        patch(amend, id, "{\"startDate\": \"2027-01-20\"}").isProblem(ErrorCode.INVALID_DATE_RANGE);
        patch(amend, id, "{\"roomsBooked\": 9}").isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        patch(amend, UNKNOWN_BOOKING, "{}").isProblem(ErrorCode.BOOKING_NOT_FOUND);

        post(step + "undo-check-in", id, ann).hasStatus(200);
        post(step + "check-in", id, ann).hasStatus(200);
        post(step + "undo-check-in", id, ann).hasStatus(200);
        post(step + "check-in", id, ann).hasStatus(200);
        patch(amend, id, "{\"startDate\": \"2027-01-11\"}").isProblem(ErrorCode.INVALID_TRANSITION);
        assertThat(post(step + "check-out", id, ann).hasStatus(200).at("/departureDate"))
                .isEqualTo("2027-01-10");
        post(step + "complete", id, ann).hasStatus(200);
        post(step + "reinstate", id, ann).isProblem(ErrorCode.INVALID_TRANSITION);
        get("/v1/bookings/{bookingId}", id, "").hasStatus(200);

        String other = post("/v1/bookings", "", wanted).hasStatus(201).at("/bookingId");
        post(step + "cancel", other, ann).hasStatus(200);
        post(step + "reinstate", other, ann).hasStatus(200);
        post(step + "confirm", other, ann).hasStatus(200);
        post(step + "no-show", other, ann).hasStatus(200);
        for (int i = 0; i < 10; i++) {
            String night =
                    booking("ben", TestService.TODAY.plusDays(20 + i) + "", TestService.TODAY.plusDays(21 + i) + "");
            post("/v1/bookings", "", night.replace("}", ", \"holdFor\": \"PT24H\"}"))
                    .hasStatus(201);
        }
        post("/v1/bookings", "", held.replace("ann", "ben")).isProblem(ErrorCode.HOLD_LIMIT_REACHED);
    }

    private void group() {
        String items = """
                {"userId": "ann", "holdFor": "PT1M", "items": [
                  {"roomTypeId": "deluxe", "startDate": "2027-02-15", "endDate": "2027-02-17"},
                  {"roomTypeId": "twin", "startDate": "2027-02-01", "endDate": "2027-02-03", "roomsBooked": 2}]}""";
        String groups = "/v1/booking-groups";
        Reply made = post(groups, "", items, "Idempotency-Key", "g1").hasStatus(201);
        Reply replayed = post(groups, "", items, "Idempotency-Key", "g1").hasStatus(200);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        post(groups, "", items, "Idempotency-Key", "g2").isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        post(groups, "", items.replace("ann", "bob"), "Idempotency-Key", "g1")
                .isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        post(groups, "", items.replace("twin", "none")).isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        post(groups, "", items.replace("2027-02-03", "2027-01-03")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        post(groups, "", "{\"userId\": \"ann\", \"items\": []}").isProblem(ErrorCode.VALIDATION_FAILED);

        String id = made.at("/groupId");
        get(groups + "/{groupId}", id, "").hasStatus(200);
        get(groups + "/{groupId}", UNKNOWN_BOOKING, "").isProblem(ErrorCode.BOOKING_GROUP_NOT_FOUND);
        get("/v1/bookings/{bookingId}", made.at("/bookings/0/bookingId"), "").hasStatus(200);
        String ann = "{\"userId\": \"ann\"}";
        post(groups + "/{groupId}/confirm", id, "{\"userId\": \"bob\"}").isProblem(ErrorCode.FORBIDDEN);
        post(groups + "/{groupId}/confirm", id, ann).hasStatus(200);
        post(groups + "/{groupId}/cancel", id, ann).hasStatus(200);
        post(groups + "/{groupId}/confirm", id, ann).isProblem(ErrorCode.INVALID_TRANSITION);
        post(groups + "/{groupId}/cancel", UNKNOWN_BOOKING, "{}").isProblem(ErrorCode.BOOKING_GROUP_NOT_FOUND);

        String rule = "{\"from\": \"2027-02-15\", \"to\": \"2027-02-16\", \"minStay\": %d}";
        put("/v1/room-types/{roomTypeId}/inventory", "deluxe", rule.formatted(3))
                .hasStatus(200);
        post(groups, "", items, "Idempotency-Key", "g3").isProblem(ErrorCode.RESTRICTION_VIOLATED);
        put("/v1/room-types/{roomTypeId}/inventory", "deluxe", rule.formatted(1))
                .hasStatus(200);
    }

    private void waitlist() {
        String stay = booking("ann", "2027-02-20", "2027-02-22");
        String waitlist = "/v1/waitlist";
        String entry = waitlist + "/{waitlistId}";
        post(waitlist, "", stay).isProblem(ErrorCode.ROOMS_AVAILABLE);
        String taken = post("/v1/bookings", "", stay.replace("}", ", \"roomsBooked\": 3}"))
                .hasStatus(201)
                .at("/bookingId");
        String ann = post(waitlist, "", stay).hasStatus(201).at("/waitlistId");
        post(waitlist, "", stay).hasStatus(200);
        String bob = post(waitlist, "", stay.replace("}", ", \"roomsBooked\": 3, \"numberOfGuests\": 3}"))
                .hasStatus(201)
                .at("/waitlistId");
        post(waitlist, "", booking("ann", "2030-02-20", "2030-02-22")).isProblem(ErrorCode.NIGHT_NOT_OPEN);
        post(waitlist, "", stay.replace("}", ", \"roomsBooked\": 1000}")).isProblem(ErrorCode.NEVER_ENOUGH_ROOMS);
        post(waitlist, "", booking("ann", "2020-02-20", "2020-02-22")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        post(waitlist, "", stay.replace("deluxe", "none")).isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        get(waitlist, "", "?status=WAITING").hasStatus(200);
        get(waitlist, "", "?status=GONE").isProblem(ErrorCode.VALIDATION_FAILED);
        get(entry, ann, "").hasStatus(200);
        get(entry, UNKNOWN_BOOKING, "").isProblem(ErrorCode.WAITLIST_ENTRY_NOT_FOUND);

        String user = "{\"userId\": \"ann\"}";
        post(entry + "/accept", ann, user).isProblem(ErrorCode.INVALID_TRANSITION);
        post("/v1/bookings/{bookingId}/cancel", taken, user).hasStatus(200);
        get(entry, ann, "").hasStatus(200);
        post(entry + "/accept", ann, "{\"userId\": \"bob\"}").isProblem(ErrorCode.FORBIDDEN);
        post(entry + "/accept", ann, user).hasStatus(200);
        post(entry + "/decline", ann, user).isProblem(ErrorCode.INVALID_TRANSITION);
        post("/v1/bookings/{bookingId}/cancel", ann, user).hasStatus(200);
        post(entry + "/decline", bob, user).hasStatus(200);
        document.describes("DELETE " + entry, service.send("DELETE", filled(entry, bob), null))
                .hasStatus(200);
        get("/v1/events", "", "?limit=200").hasStatus(200);
    }

    private void allot() {
        String tour = """
                {"roomTypeId": "deluxe", "name": "Sunrise Tours", "owner": "agency", "startDate": "2027-03-01",
                 "endDate": "2027-03-04", "roomsPerNight": 2, "releaseDate": "2027-02-20", "releaseDaysBefore": 7}""";
        String allotments = "/v1/allotments";
        put("/v1/room-types/{roomTypeId}/inventory", "deluxe", "{\"from\": \"2027-03-01\", \"to\": \"2027-03-10\"}")
                .hasStatus(200);
        post(allotments, "", tour, "Idempotency-Key", "a1").hasStatus(201);
        assertThat(post(allotments, "", tour, "Idempotency-Key", "a1")
                        .hasStatus(200)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
        post(allotments, "", tour.replace("deluxe", "none")).isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        post(allotments, "", tour).isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        post(allotments, "", tour.replace("2027-03-04", "2027-03-01")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        String id = post(
                        allotments,
                        "",
                        tour.replace("\"owner\": \"agency\", ", "").replace("Night\": 2", "Night\": 1"))
                .hasStatus(201)
                .at("/allotmentId");

        String one = allotments + "/{allotmentId}";
        get(allotments, "", "?propertyId=lisbon&roomTypeId=deluxe&limit=1").hasStatus(200);
        get(allotments, "", "?limit=x").isProblem(ErrorCode.VALIDATION_FAILED);
        get(one, id, "").hasStatus(200);
        get(one, UNKNOWN_BOOKING, "").isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        String drawn = booking("ann", "2027-03-01", "2027-03-03").replace("}", ", \"allotmentId\": \"%s\"}");
        post("/v1/bookings", "", drawn.formatted(id)).hasStatus(201);
        post("/v1/bookings", "", drawn.formatted(id).replace("ann", "ben")).isProblem(ErrorCode.ALLOTMENT_EXHAUSTED);
        post("/v1/bookings", "", drawn.formatted(UNKNOWN_BOOKING)).isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        patch(one, id, "{\"roomsPerNight\": 0}").isProblem(ErrorCode.ALLOTMENT_BELOW_PICKED_UP);
        patch(one, id, "{\"roomsPerNight\": 9}").isProblem(ErrorCode.INSUFFICIENT_INVENTORY);
        patch(one, id, "{\"startDate\": \"2027-04-01\", \"roomsPerNight\": 1}").isProblem(ErrorCode.INVALID_DATE_RANGE);
        patch(one, id, "{\"startDate\": \"2027-03-03\", \"roomsPerNight\": 0}").hasStatus(200);
        patch(one, UNKNOWN_BOOKING, "{}").isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        post(one + "/release", id, "").hasStatus(200);
        post(one + "/release", UNKNOWN_BOOKING, "").isProblem(ErrorCode.ALLOTMENT_NOT_FOUND);
        document.describes("GET /v1/events", service.get("/v1/events?limit=200"))
                .hasStatus(200);
    }

    private void mirror() {
        String lisbon = "?propertyId=lisbon&from=2027-01-10&to=2027-02-10";
        Reply snapshot = get("/v1/ari", "", lisbon + "&limit=1").hasStatus(200);
        get("/v1/ari", "", lisbon + "&cursor=x").isProblem(ErrorCode.VALIDATION_FAILED);
        get("/v1/ari", "", lisbon + "&cursor=999999-1:a").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        get("/v1/ari", "", lisbon.replace("02-10", "01-10")).isProblem(ErrorCode.INVALID_DATE_RANGE);
        get("/v1/ari", "", lisbon.replace("lisbon", "none")).isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        assertThat(snapshot.at("/nights/0/pricePerNight")).isNotEqualTo("null");
        for (String path : List.of("/v1/ari/changes", "/v1/ari/stream")) {
            get(path, "", "?propertyId=lisbon&after=now").isProblem(ErrorCode.VALIDATION_FAILED);
            get(path, "", "?propertyId=none&after=0-0").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
            get(path, "", "?propertyId=lisbon&after=999999-1").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        }
        get("/v1/ari/changes", "", "?propertyId=lisbon&after=0-0").hasStatus(200);
        Reply changes = get("/v1/ari/changes", "", "?after=0-0").hasStatus(200);
        assertThat(changes.at("/nights/0/availableRooms")).isNotEqualTo("null");
    }

    private void follow() {
        Reply all = get("/v1/events", "", "?limit=200").hasStatus(200);
        assertThat(all.text()).contains("property.saved", "room_type.saved", "inventory.changed", "booking.booked");
        get("/v1/events", "", "?after=" + all.at("/nextCursor")).hasStatus(200);
        get("/v1/events", "", "?after=now").isProblem(ErrorCode.VALIDATION_FAILED);
        get("/v1/events/stream", "", "?after=now").isProblem(ErrorCode.VALIDATION_FAILED);
        get("/v1/events", "", "?after=999999-1").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        get("/v1/events/stream", "", "?after=999999-1").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        get("/v1/events", "", "?propertyId=lisbon").hasStatus(200);
        mirror();

        String hook = "{\"url\": \"https://example.com/hook\"}";
        String id = post("/v1/webhooks", "", hook).hasStatus(201).at("/webhookId");
        post("/v1/webhooks", "", "{\"url\": \"ftp://example.com\"}").isProblem(ErrorCode.VALIDATION_FAILED);
        String keyed =
                "{\"url\": \"https://example.com/hook\", \"types\": [\"booking.booked\"], \"propertyIds\": [\"a\"]}";
        post("/v1/webhooks", "", keyed, "Idempotency-Key", "w1").hasStatus(201);
        post("/v1/webhooks", "", keyed, "Idempotency-Key", "w1").hasStatus(200);
        post("/v1/webhooks", "", hook, "Idempotency-Key", "w1").isProblem(ErrorCode.IDEMPOTENCY_CONFLICT);
        get("/v1/webhooks", "", "").hasStatus(200);
        get("/v1/webhooks/{webhookId}", id, "").hasStatus(200);
        get("/v1/webhooks/{webhookId}", UNKNOWN_BOOKING, "").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
        patch("/v1/webhooks/{webhookId}", id, "{\"url\": \"https://hooks.invalid/\", \"enabled\": false}")
                .hasStatus(200);
        patch("/v1/webhooks/{webhookId}", id, "{\"types\": [\"x\"]}").isProblem(ErrorCode.VALIDATION_FAILED);
        patch("/v1/webhooks/{webhookId}", UNKNOWN_BOOKING, "{}").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
        post("/v1/webhooks/{webhookId}/test", id, "").hasStatus(200);
        post("/v1/webhooks/{webhookId}/test", UNKNOWN_BOOKING, "").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
        post("/v1/webhooks/{webhookId}/rotate-secret", id, "{\"overlap\": \"PT1H\"}")
                .hasStatus(200);
        post("/v1/webhooks/{webhookId}/rotate-secret", id, "{\"overlap\": \"x\"}")
                .isProblem(ErrorCode.VALIDATION_FAILED);
        get("/v1/webhooks/{webhookId}", id, "").hasStatus(200);
        get("/v1/webhooks/{webhookId}/dead-letters", id, "").hasStatus(200);
        get("/v1/webhooks/{webhookId}/dead-letters", UNKNOWN_BOOKING, "").isProblem(ErrorCode.WEBHOOK_NOT_FOUND);
        post("/v1/webhooks/{webhookId}/replay", id, "{}").hasStatus(200);
        post("/v1/webhooks/{webhookId}/replay", id, "{\"after\": \"0-0\"}").hasStatus(200);
        String path = "/v1/webhooks/{webhookId}";
        document.describes("DELETE " + path, service.send("DELETE", filled(path, id), null))
                .hasStatus(200);
    }

    private void operate() {
        for (String path :
                List.of("/v1/integrity", "/healthz", "/readyz", "/metrics", "/openapi.json", "/openapi.yaml")) {
            document.describes("GET " + path, service.get(path)).hasStatus(200);
        }
    }

    @Test
    void refusalsOfKeysWithoutTheRightAreAsTheDocumentDescribesThem(@TempDir Path folder) {
        Keyring keys = TestKeys.ring(List.of("desk:reader:reader-key"));
        try (TestService closed = new TestService(TestService.sqlite(folder), TestService.SETTINGS, keys)) {
            for (Route route : service.routes()) {
                if (route.role() == null) {
                    continue;
                }
                String operation = route.method() + " " + route.path();
                String path = route.path()
                        .replaceAll("\\{(booking|group|waitlist|allotment)Id}", UNKNOWN_BOOKING)
                        .replaceAll("\\{\\w+}", "some");
                document.describes(operation, closed.send(route.method(), path, null))
                        .isProblem(ErrorCode.UNAUTHENTICATED);
                if (route.role() != Role.READER) {
                    Reply reply = closed.send(
                            route.method(), path, "{}", "Authorization", "Bearer " + TestKeys.secret("reader-key"));
                    document.describes(operation, reply).isProblem(ErrorCode.FORBIDDEN);
                }
            }
        }
    }

    @Test
    void refusalsOfKeysThatSendTooMuchAreAsTheDocumentDescribesThem(@TempDir Path folder) {
        Keyring keys = TestKeys.ring(List.of("desk:admin:admin-key"));
        HttpSettings slow = TestService.SETTINGS.withRates(new Rates(1, 0, 0, 0));
        try (TestService limited = new TestService(TestService.sqlite(folder), slow, keys)) {
            for (Route route : service.routes()) {
                if (route.role() == null) {
                    continue;
                }
                // A stream that is not refused would last for minutes.
                String path = route.path().replaceAll("\\{\\w+}", "some") + (isStream(route) ? "?after=now" : "");
                Reply reply;
                do {
                    reply = limited.send(
                            route.method(), path, null, "Authorization", "Bearer " + TestKeys.secret("admin-key"));
                } while (reply.status() != 429);
                document.describes(route.method() + " " + route.path(), reply).isProblem(ErrorCode.RATE_LIMITED);
            }
        }
    }

    @Test
    void aBodyWithAFieldThatIsNotInTheDocumentIsRefused() {
        for (Route route : service.routes()) {
            JsonNode body =
                    document.operation(route.method() + " " + route.path()).path("requestBody");
            if (body.isMissingNode()) {
                continue;
            }
            String path = route.path()
                    .replaceAll("\\{(booking|group|waitlist|allotment)Id}", UNKNOWN_BOOKING)
                    .replaceAll("\\{\\w+}", "some");
            JsonNode examples = body.at("/content/application~1json/examples");
            for (JsonNode example : examples) {
                String surprising = example.get("value")
                        .deepCopy()
                        .asObject()
                        .put("surprise", 1)
                        .toString();
                service.send(route.method(), path, surprising).isProblemOf(ErrorCode.VALIDATION_FAILED, "surprise");
            }
        }
    }

    private static boolean isStream(Route route) {
        return route.path().endsWith("/stream");
    }

    private Reply get(String path, String id, String query) {
        return document.describes("GET " + path, service.get(filled(path, id) + query));
    }

    private Reply patch(String path, String id, String body) {
        return document.describes("PATCH " + path, service.send("PATCH", filled(path, id), body));
    }

    private Reply put(String path, String id, String body) {
        return document.describes("PUT " + path, service.put(filled(path, id), body));
    }

    private Reply post(String path, String id, String body, String... headers) {
        return document.describes("POST " + path, service.post(filled(path, id), body, headers));
    }

    private static String filled(String path, String id) {
        return path.replaceAll("\\{\\w+}", id);
    }
}
