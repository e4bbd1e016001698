package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A precondition is judged, or the request is refused. It is never ignored. */
class PreconditionApiTest {

    private static final String PROPERTY = "/v1/properties/lisbon";
    private static final String ROOM_TYPE = "/v1/room-types/deluxe";
    private static final String INVENTORY = ROOM_TYPE + "/inventory";
    private static final String RANGE = "?from=2027-01-15&to=2027-01-17";
    private static final String NAMED = """
            {"name": "%s", "timeZone": "Europe/Lisbon", "currency": "EUR"}""";
    private static final String TYPE_NAMED = """
            {"propertyId": "lisbon", "name": "%s", "totalRooms": 3, "pricePerNight": 12000}""";

    /** The test's property in a state that it never had. */
    private static final Property OLD =
            new Property(new PropertyId("lisbon"), "Old", ZoneId.of("Europe/Lisbon"), Currency.getInstance("EUR"));

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String group() {
        return "/v1/booking-groups/"
                + service.post("/v1/booking-groups", """
                {"userId": "ann", "items": [
                  {"roomTypeId": "deluxe", "startDate": "2027-01-20", "endDate": "2027-01-21"},
                  {"roomTypeId": "deluxe", "startDate": "2027-01-21", "endDate": "2027-01-22"}]}""").hasStatus(201).at("/groupId");
    }

    private String booked() {
        return "/v1/bookings/"
                + service.post("/v1/bookings", booking("ann", "2027-01-15", "2027-01-16"))
                        .hasStatus(201)
                        .at("/bookingId");
    }

    @Test
    void aReadReturnsContentOnlyIfItHasChanged() {
        for (String path : List.of(PROPERTY, ROOM_TYPE, INVENTORY + RANGE, group(), booked())) {
            Reply read = service.get(path).hasStatus(200);
            String tag = read.header("ETag");
            assertThat(tag).as(path).startsWith("\"");
            for (String fits : List.of(tag, "W/" + tag, "\"x\", W/" + tag + " , \"y\"", "*")) {
                Reply same = service.get(path, "If-None-Match", fits).hasStatus(304);
                assertThat(same.header("ETag")).isEqualTo(tag);
                assertThat(same.text()).isEmpty();
            }
            assertThat(service.get(path, "If-None-Match", "\"x\"")
                            .hasStatus(200)
                            .text())
                    .isEqualTo(read.text());
            service.get(path, "If-Match", "\"x\"").isProblem(ErrorCode.PRECONDITION_FAILED);
            service.get(path, "If-Match", tag).hasStatus(200);
        }
    }

    @Test
    void aTagChangesExactlyWhenTheContentDoes() {
        String booked = service.get(INVENTORY + RANGE).header("ETag");
        assertThat(service.get(INVENTORY + RANGE).header("ETag")).isEqualTo(booked);
        booked();
        assertThat(service.get(INVENTORY + RANGE).header("ETag")).isNotEqualTo(booked);
        String group = group();
        String before = service.get(group).header("ETag");
        Reply confirmed =
                service.post(group + "/confirm", "{\"userId\": \"ann\"}").hasStatus(200);
        assertThat(confirmed.header("ETag"))
                .isEqualTo(service.get(group).header("ETag"))
                .isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PUT | /v1/properties/lisbon           | {"name": "%s", "timeZone": "Europe/Lisbon", "currency": "EUR"}
                    PUT | /v1/room-types/deluxe           | {"propertyId": "lisbon", "name": "%s", "totalRooms": 3, "pricePerNight": 12000}
                    PUT | /v1/room-types/deluxe/inventory | {"from": "2027-01-15", "to": "2027-01-17", "pricePerNight": %s}
                    PATCH | /v1/properties/lisbon         | {"name": "%s"}
                    PATCH | /v1/room-types/deluxe         | {"name": "%s"}
                    """)
    void aChangeIsMadeOnlyInTheStateThatWasRead(String method, String path, String body) {
        String read = path.endsWith("inventory") ? path + RANGE : path;
        String tag = service.get(read).header("ETag");
        for (String never : List.of("\"x\"", "W/" + tag, "\"x\", \"y\"")) {
            service.send(method, path, body.formatted("11"), "If-Match", never)
                    .isProblem(ErrorCode.PRECONDITION_FAILED);
        }
        service.send(method, path, body.formatted("11"), "If-None-Match", "W/" + tag)
                .isProblem(ErrorCode.PRECONDITION_FAILED);
        assertThat(service.get(read).header("ETag")).isEqualTo(tag);

        service.send(method, path, body.formatted("12"), "If-Match", "\"x\" ," + tag)
                .hasStatus(200);
        String now = service.get(read).header("ETag");
        Reply stale = service.send(method, path, body.formatted("13"), "If-Match", tag)
                .isProblem(ErrorCode.PRECONDITION_FAILED);
        assertThat(stale.at("/details/etag")).isEqualTo(now);
        service.send(method, path, body.formatted("14"), "If-Match", "*").hasStatus(200);
        service.send(method, path, body.formatted("15"), "If-None-Match", now).hasStatus(200);
    }

    @Test
    void aStarTestsForExistence() {
        service.put("/v1/properties/porto", NAMED.formatted("Porto"), "If-Match", "*")
                .isProblem(ErrorCode.PRECONDITION_FAILED);
        service.get("/v1/properties/porto").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        service.put("/v1/properties/porto", NAMED.formatted("Porto"), "If-None-Match", "*")
                .hasStatus(201);
        service.put("/v1/properties/porto", NAMED.formatted("Porto"), "If-None-Match", "*")
                .isProblem(ErrorCode.PRECONDITION_FAILED);
        service.put("/v1/room-types/twin", TYPE_NAMED.formatted("Twin"), "If-None-Match", "*")
                .hasStatus(201);
        service.put("/v1/room-types/twin", TYPE_NAMED.formatted("Other"), "If-None-Match", "*")
                .isProblem(ErrorCode.PRECONDITION_FAILED);
        service.patch("/v1/properties/none", "{}", "If-Match", "*").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
        assertThat(service.get("/v1/room-types/twin").at("/name")).isEqualTo("Twin");
    }

    @Test
    void aGroupAndABookingAreChangedOnlyInTheStateThatWasRead() {
        String ann = "{\"userId\": \"ann\"}";
        String group = group();
        String tag = service.get(group).header("ETag");
        service.post(group + "/cancel", ann, "If-Match", "\"x\"").isProblem(ErrorCode.PRECONDITION_FAILED);
        service.post(group + "/confirm", ann, "If-Match", tag).hasStatus(200);
        service.post(group + "/cancel", ann, "If-Match", tag).isProblem(ErrorCode.PRECONDITION_FAILED);

        String booking = booked();
        service.post(booking + "/confirm", ann, "If-Match", "\"7\", \"1\"").hasStatus(200);
        service.post(booking + "/cancel", ann, "If-Match", "\"1\"").isProblem(ErrorCode.PRECONDITION_FAILED);
        service.post(booking + "/cancel", ann, "If-None-Match", "\"2\"").isProblem(ErrorCode.PRECONDITION_FAILED);
        service.post(booking + "/cancel", ann, "If-Match", "W/\"2\"").isProblem(ErrorCode.PRECONDITION_FAILED);
        service.post(booking + "/cancel", ann, "If-Match", "*").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "\"1\" \"2\"", "*, \"1\"", "w/\"1\"", "\"1\",", ""})
    void aMalformedConditionIsRefused(String value) {
        for (String header : List.of("If-Match", "If-None-Match")) {
            service.put(PROPERTY, NAMED.formatted("Other"), header, value)
                    .isProblemOf(ErrorCode.VALIDATION_FAILED, header);
            service.get(PROPERTY, header, value).isProblemOf(ErrorCode.VALIDATION_FAILED, header);
        }
        assertThat(service.get(PROPERTY).at("/name")).isEqualTo("Hotel Lisboa");
    }

    @Test
    void aConditionThatCannotBeJudgedIsRefusedOnEveryRoute() {
        String state = service.state();
        for (Route route : service.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", "some");
            String method = route.method();
            boolean isRead = route.isRead();
            for (String header : List.of("If-Modified-Since", "If-Unmodified-Since")) {
                service.send(method, path, isRead ? null : "{}", header, "Tue, 05 Jan 2027 08:00:00 GMT")
                        .isProblemOf(ErrorCode.VALIDATION_FAILED, header);
            }
            if (!route.isConditional()) {
                for (String header : List.of("If-Match", "If-None-Match")) {
                    service.send(method, path, isRead ? null : "{}", header, "*")
                            .isProblemOf(ErrorCode.VALIDATION_FAILED, header);
                }
            }
        }
        assertThat(service.state()).isEqualTo(state);
    }

    /** RFC 9110 says so: a condition on tags overrides one on times. */
    @Test
    void aConditionOnTagsOverridesOneOnTimes() {
        String tag = service.get(PROPERTY).header("ETag");
        String time = "Tue, 05 Jan 2027 08:00:00 GMT";
        service.get(PROPERTY, "If-None-Match", tag, "If-Modified-Since", time).hasStatus(304);
        service.put(PROPERTY, NAMED.formatted("Other"), "If-Match", tag, "If-Unmodified-Since", time)
                .hasStatus(200);
    }

    @Test
    void aPatchKeepsWhatItDoesNotName() {
        service.put(ROOM_TYPE, """
                {"propertyId": "lisbon", "name": "Deluxe", "description": "Sea view", "totalRooms": 3,
                 "pricePerNight": 12000, "maxOccupancy": 2, "amenities": ["Bath"],
                 "images": [{"url": "https://example.com/1.jpg"}], "depositPolicy": {"percent": 30, "fromRooms": 2},
                 "cancellationPolicy": {"fees": [{"daysBeforeArrival": 30, "amount": 500}]}}""").hasStatus(200);
        String before = service.get(ROOM_TYPE).text();
        Reply dearer = service.patch(
                        ROOM_TYPE, "{\"pricePerNight\": 13000}", "Content-Type", "application/merge-patch+json")
                .hasStatus(200);
        assertThat(dearer.text()).isEqualTo(before.replace("12000", "13000"));
        assertThat(service.get(ROOM_TYPE).text()).isEqualTo(dearer.text());
        assertThat(service.get(ROOM_TYPE).header("ETag")).isEqualTo(dearer.header("ETag"));

        Reply merged = service.patch(ROOM_TYPE, """
                {"depositPolicy": {"percent": null, "amount": 700}, "cancellationPolicy": null, "maxOccupancy": null,
                 "amenities": null, "description": null}""").hasStatus(200);
        assertThat(merged.at("/depositPolicy")).isEqualTo("{\"amount\":700,\"fromRooms\":2}");
        assertThat(merged.json().has("cancellationPolicy")).isFalse();
        assertThat(merged.json().has("maxOccupancy")).isFalse();
        assertThat(merged.at("/amenities")).isEqualTo("[]");
        assertThat(merged.at("/description")).isEmpty();
        assertThat(merged.at("/images/0/url")).isEqualTo("https://example.com/1.jpg");

        assertThat(service.patch(PROPERTY, "{\"name\": \"Lisboa\"}")
                        .hasStatus(200)
                        .text())
                .isEqualTo(
                        "{\"propertyId\":\"lisbon\",\"name\":\"Lisboa\",\"timeZone\":\"Europe/Lisbon\",\"currency\":\"EUR\","
                                + "\"businessDayEnds\":\"06:00\",\"tags\":[]}");
        service.patch(PROPERTY, "{}").hasStatus(200);
    }

    @Test
    void anInvalidPatchIsRefused() {
        String before = service.state();
        service.patch(ROOM_TYPE, "{\"name\": null}").isProblemOf(ErrorCode.VALIDATION_FAILED, "name");
        service.patch(ROOM_TYPE, "{\"stars\": 5}").isProblemOf(ErrorCode.VALIDATION_FAILED, "stars");
        service.patch(ROOM_TYPE, "{\"stars\": null}").isProblemOf(ErrorCode.VALIDATION_FAILED, "stars");
        service.patch(ROOM_TYPE, "[]").isProblemOf(ErrorCode.VALIDATION_FAILED, "body");
        service.patch(ROOM_TYPE, "{\"totalRooms\": \"3\"}").isProblemOf(ErrorCode.VALIDATION_FAILED, "totalRooms");
        service.patch(PROPERTY, "{\"currency\": \"USD\"}").isProblemOf(ErrorCode.VALIDATION_FAILED, "currency");
        service.patch("/v1/room-types/none", "{}").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        service.patch(ROOM_TYPE, "{}", "Content-Type", "text/plain").isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        service.put(ROOM_TYPE, TYPE_NAMED.formatted("x"), "Content-Type", "application/merge-patch+json")
                .isProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(service.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"99, 200", "100, 409"})
    void aPatchIsTriedAHundredTimesWhileOthersChangeTheSameState(int othersAreFaster, int status, @TempDir Path other)
            throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Store store = new StoreInFront(TestService.sqlite(other)) {
            @Override
            public Reads reads() {
                Reads now = super.reads();
                return (Reads) Proxy.newProxyInstance(
                        Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, method, arguments) -> {
                            boolean isOld =
                                    method.getName().equals("property") && reads.incrementAndGet() <= othersAreFaster;
                            return isOld ? Optional.of(OLD) : method.invoke(now, arguments);
                        });
            }
        };
        try (TestService contended = new TestService(store, TestService.SETTINGS, Keyring.open()).withHotel(1)) {
            Reply reply = contended.patch(PROPERTY, "{\"name\": \"Mine\"}").hasStatus(status);
            assertThat(reads.get()).isEqualTo(SetupEndpoints.PATCH_ATTEMPTS_MAX);
            if (status == 409) {
                reply.isProblem(ErrorCode.CONCURRENCY_ABORT);
            }
        }
    }

    @Test
    void ofTenChangesOfOneStateOneSucceedsAndOfTenPatchesAllDo() throws Exception {
        String tag = service.get(PROPERTY).header("ETag");
        List<Reply> changes = atOnce(i -> service.put(PROPERTY, NAMED.formatted("Hotel " + i), "If-Match", tag));
        assertThat(changes).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(changes).filteredOn(reply -> reply.status() == 412).hasSize(9);

        List<String> fields =
                List.of("name", "description", "totalRooms", "pricePerNight", "maxOccupancy", "amenities");
        List<String> values = List.of("\"Twin\"", "\"Two beds\"", "7", "9000", "4", "[\"Bath\"]");
        for (Reply reply :
                atOnce(i -> service.patch(ROOM_TYPE, "{\"" + fields.get(i % 6) + "\": " + values.get(i % 6) + "}"))) {
            reply.hasStatus(200);
        }
        Reply all = service.get(ROOM_TYPE);
        for (int i = 0; i < fields.size(); i++) {
            assertThat(all.json().get(fields.get(i)).toString()).isEqualTo(values.get(i));
        }
    }

    @FunctionalInterface
    private interface Racer {
        Reply race(int i);
    }

    private static List<Reply> atOnce(Racer racer) throws Exception {
        List<Future<Reply>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                int number = i;
                running.add(threads.submit(() -> racer.race(number)));
            }
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : running) {
            replies.add(reply.get());
        }
        return replies;
    }
}
