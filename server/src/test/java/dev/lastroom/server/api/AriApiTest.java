package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.feed.Ari;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, changes and events of one property, over HTTP. */
@Timeout(60)
class AriApiTest {

    private static final String RANGE = "&from=" + TestService.TODAY + "&to=" + TestService.TODAY.plusDays(60);

    /** The most room types of a page of changes. */
    private static final int ROOM_TYPES_MAX = 100;

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
        service.put("/v1/properties/porto", """
                {"name": "Porto", "timeZone": "Europe/Lisbon", "currency": "EUR"}""").hasStatus(201);
        service.put("/v1/room-types/attic", """
                {"propertyId": "lisbon", "name": "Attic", "totalRooms": 1, "pricePerNight": 9000}""").hasStatus(201);
        service.put("/v1/room-types/attic/inventory", """
                {"from": "2027-01-12", "to": "2027-01-14", "minStay": 2}""").hasStatus(200);
        service.put("/v1/room-types/cellar", """
                {"propertyId": "porto", "name": "Cellar", "totalRooms": 1, "pricePerNight": 9000}""").hasStatus(201);
        service.put("/v1/room-types/cellar/inventory", """
                {"from": "2027-01-12", "to": "2027-01-14"}""").hasStatus(200);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Reply changes(String after) {
        return service.get("/v1/ari/changes?propertyId=lisbon&after=" + after).hasStatus(200);
    }

    @Test
    void aSnapshotIsReadInPagesWithOnePosition() {
        Reply first = service.get("/v1/ari?propertyId=lisbon&limit=1" + RANGE).hasStatus(200);
        assertThat(first.at("/nights")).isEqualTo("""
                [{"roomTypeId":"attic","from":"2027-01-12","to":"2027-01-14","availableRooms":1,"pricePerNight":9000,"minStay":2}]""");
        assertThat(first.at("/currency")).isEqualTo("EUR");
        service.post("/v1/bookings", TestService.booking("ann", "2027-01-12", "2027-01-13"))
                .hasStatus(201);

        Reply second = service.get("/v1/ari?propertyId=lisbon&limit=1" + RANGE + "&cursor=" + first.at("/nextCursor"))
                .hasStatus(200);
        assertThat(second.at("/position")).isEqualTo(first.at("/position"));
        assertThat(second.at("/nextCursor")).isEqualTo("null");
        assertThat(second.at("/nights/1/availableRooms")).isEqualTo("2");

        Reply changed = changes(first.at("/position"));
        assertThat(changed.at("/nights")).isEqualTo("""
                [{"roomTypeId":"deluxe","from":"2027-01-12","to":"2027-01-13","availableRooms":2,"pricePerNight":12000}]""");
        assertThat(changes(changed.at("/position")).at("/nights")).isEqualTo("[]");
    }

    @Test
    void eventsOfOnePropertyAreThoseOfItsRoomTypesAndNightsToo() {
        Reply porto = service.get("/v1/events?propertyId=porto").hasStatus(200);
        assertThat(porto.json()
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("type").stringValue()))
                .containsExactly("property.saved", "room_type.saved", "inventory.changed");
        Reply one = service.get("/v1/events?propertyId=porto&limit=1").hasStatus(200);
        assertThat(one.at("/hasMore")).isEqualTo("true");
        assertThat(service.get("/v1/events?propertyId=porto&limit=1&after=" + one.at("/nextCursor"))
                        .at("/events/0/type"))
                .isEqualTo("room_type.saved");
        assertThat(service.get("/v1/events?propertyId=none").hasStatus(200).at("/events"))
                .isEqualTo("[]");
    }

    @Test
    void aStreamSendsChangesOfItsPropertyAsTheyHappen() throws Exception {
        String position = service.get("/v1/ari?propertyId=lisbon" + RANGE).at("/position");
        service.put("/v1/room-types/cellar/inventory", """
                {"from": "2027-01-12", "to": "2027-01-14", "closed": true}""").hasStatus(200);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + service.port() + "/v1/ari/stream?propertyId=lisbon&after=" + position))
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(request, BodyHandlers.ofLines()).body()) {
            service.post("/v1/bookings", TestService.booking("ann", "2027-01-12", "2027-01-13"))
                    .hasStatus(201);
            Iterator<String> stream = lines.iterator();
            String line = stream.next();
            while (!line.startsWith("event: ")) {
                line = stream.next();
            }
            assertThat(line).isEqualTo("event: " + AriEndpoints.EVENT);
            assertThat(stream.next())
                    .startsWith("data: {\"position\":")
                    .contains("deluxe")
                    .doesNotContain("cellar");
        }
    }

    @Test
    void changesAreOfOnePropertyOrOfAll() {
        String all = "/v1/ari/changes?after=0-0";
        assertThat(roomTypes(service.get(all).hasStatus(200))).containsExactly("attic", "cellar", "deluxe");
        assertThat(roomTypes(service.get(all + "&propertyId=porto").hasStatus(200)))
                .containsExactly("cellar");
        service.get(all + "&propertyId=none").isProblem(ErrorCode.PROPERTY_NOT_FOUND);
    }

    private static Stream<String> roomTypes(Reply page) {
        return page.json()
                .get("nights")
                .valueStream()
                .map(entry -> entry.get("roomTypeId").stringValue())
                .distinct();
    }

    /** One more room type than a page of changes has, each saved, opened and given other prices. */
    @Test
    void aPageHasAtMostSoManyRoomTypesAndLooksAtSoManyEvents() {
        String before =
                "&after=" + service.get("/v1/ari?propertyId=lisbon" + RANGE).at("/position");
        LocalDate first = TestService.TODAY;
        for (int i = 0; i < ROOM_TYPES_MAX + 1; i++) {
            RoomTypeId id = new RoomTypeId("a%03d".formatted(i));
            service.engine
                    .submit(SaveRoomType.of(id.value(), "lisbon", "A", 1, 1))
                    .orElseThrow();
            for (long price = 1; price <= 4; price++) {
                service.engine
                        .submit(new OpenNights(id, first, first.plusDays(1), null, price))
                        .orElseThrow();
            }
        }
        Reply changed =
                service.get("/v1/ari/changes?propertyId=lisbon" + before).hasStatus(200);
        assertThat(roomTypes(changed)).hasSize(ROOM_TYPES_MAX);
        assertThat(changed.at("/hasMore")).isEqualTo("true");
        assertThat(roomTypes(changes(changed.at("/position")))).containsExactly("a099", "a100");

        Reply none = service.get("/v1/events?propertyId=porto" + before).hasStatus(200);
        assertThat(none.at("/events")).isEqualTo("[]");
        assertThat(none.at("/hasMore")).isEqualTo("true");
        assertThat(service.get("/v1/events?propertyId=porto&after=" + none.at("/nextCursor"))
                        .at("/hasMore"))
                .isEqualTo("false");
    }

    @Test
    void limitsAreNamed() {
        String from = "/v1/ari?propertyId=lisbon&from=" + TestService.TODAY + "&to=";
        service.get(from + TestService.TODAY.plusDays(Ari.DAYS_MAX)).hasStatus(200);
        service.get(from + TestService.TODAY.plusDays(Ari.DAYS_MAX + 1L))
                .isProblemOf(ErrorCode.INVALID_DATE_RANGE, "from");
        String changes = "/v1/ari/changes?propertyId=lisbon&after=0-0&limit=";
        assertThat(service.get(changes + 1).hasStatus(200).at("/hasMore")).isEqualTo("true");
        service.get(changes + Ari.EVENTS_MAX).hasStatus(200);
        service.get(changes + (Ari.EVENTS_MAX + 1)).isProblemOf(ErrorCode.VALIDATION_FAILED, "limit");
        service.get("/v1/ari/changes?propertyId=lisbon").isProblemOf(ErrorCode.VALIDATION_FAILED, "after");
        service.get("/v1/ari/changes?propertyId=lisbon&after=999999-1").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
    }
}
