package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A seller behind a server's HTTP interface. */
public final class HttpSeller implements Seller {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The status for a client that sends too much. */
    private static final int RATE_LIMITED = 429;

    /** How often the client waits and sends again. */
    private static final int RATE_LIMITED_MAX = 100;

    private final URI server;
    private final @Nullable String apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /**
     * Connects to a server.
     *
     * @param server the server's address, such as {@code http://127.0.0.1:8080}
     * @param apiKey an administrator's key; null for an open server
     */
    public HttpSeller(URI server, @Nullable String apiKey) {
        this.server = server;
        this.apiKey = apiKey;
    }

    @Override
    public void open(RoomTypeId roomType, Stay nights, int rooms) {
        ok(send(
                "PUT",
                "/v1/properties/" + roomType,
                Map.of("name", "Stress test", "timeZone", "UTC", "currency", "EUR"),
                null));
        ok(send(
                "PUT",
                "/v1/room-types/" + roomType,
                Map.of(
                        "propertyId",
                        roomType.value(),
                        "name",
                        "Stress test",
                        "totalRooms",
                        rooms,
                        "pricePerNight",
                        10_000),
                null));
        ok(send(
                "PUT",
                "/v1/room-types/" + roomType + "/inventory",
                Map.of("from", nights.start().toString(), "to", nights.end().toString()),
                null));
    }

    @Override
    public SellerAnswer book(Book request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("userId", request.userId().value());
        body.putAll(item(request.wanted()));
        if (request.holdFor() != null) {
            body.put("holdFor", request.holdFor().toString());
        }
        if (request.wanted().allotmentId() != null) {
            body.put("allotmentId", request.wanted().allotmentId().toString());
        }
        String key = request.givenKey() == null ? null : request.givenKey().value();
        return answer("POST", "/v1/bookings", body, key, Kind.BOOKED);
    }

    private static Map<String, Object> item(RoomStay wanted) {
        return item(wanted.roomTypeId(), wanted.stay(), wanted.rooms());
    }

    private static Map<String, Object> item(RoomTypeId roomType, Stay stay, int rooms) {
        return Map.of(
                "roomTypeId",
                roomType.value(),
                "startDate",
                stay.start().toString(),
                "endDate",
                stay.end().toString(),
                "roomsBooked",
                rooms);
    }

    @Override
    public SellerAnswer bookGroup(BookGroup request) {
        List<Map<String, Object>> items =
                request.items().stream().map(HttpSeller::item).toList();
        String key = request.givenKey() == null ? null : request.givenKey().value();
        Map<String, Object> body = Map.of("userId", request.userId().value(), "items", items);
        return answer("POST", "/v1/booking-groups", body, key, Kind.BOOKED);
    }

    /** HTTP allows only real time zones, so the release is by hand, at the second when it is due. */
    @Override
    public AllotmentId setAside(RoomTypeId roomType, Stay nights, int rooms, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>(item(roomType, nights, rooms));
        body.put("roomsPerNight", body.remove("roomsBooked"));
        body.put("name", "Stress test");
        AllotmentId id =
                AllotmentId.parse(ok(send("POST", "/v1/allotments", body, null)).text("allotmentId"));
        Thread.startVirtualThread(() -> {
            Stage.pass(Duration.between(Instant.now(), at));
            ok(send("POST", "/v1/allotments/" + id + "/release", Map.of(), null));
        });
        return id;
    }

    @Override
    public SellerAnswer join(Book request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("userId", request.userId().value());
        body.putAll(item(request.wanted()));
        String key = request.givenKey() == null ? null : request.givenKey().value();
        return answer("POST", "/v1/waitlist", body, key, Kind.WAITS);
    }

    @Override
    public boolean isOffered(EntryId entry) {
        return ok(send("GET", "/v1/waitlist/" + entry, null, null))
                .text("status")
                .equals("OFFERED");
    }

    @Override
    public SellerAnswer confirm(BookingId bookingId, UserId userId) {
        Map<String, Object> body = Map.of("userId", userId.value());
        return answer("POST", "/v1/bookings/" + bookingId + "/confirm", body, null, Kind.CHANGED);
    }

    @Override
    public SellerAnswer change(BookingId bookingId, UserId userId, Stay stay) {
        Map<String, Object> body = Map.of(
                "userId",
                userId.value(),
                "startDate",
                stay.start().toString(),
                "endDate",
                stay.end().toString());
        return answer("PATCH", "/v1/bookings/" + bookingId, body, null, Kind.CHANGED);
    }

    @Override
    public SellerAnswer cancel(BookingId bookingId, UserId userId) {
        Map<String, Object> body = Map.of("userId", userId.value());
        return answer("POST", "/v1/bookings/" + bookingId + "/cancel", body, null, Kind.CANCELLED);
    }

    private SellerAnswer answer(
            String method, String path, Map<String, Object> body, @Nullable String key, Kind success) {
        try {
            Reply reply = send(method, path, body, key);
            return reply.ok()
                    ? new SellerAnswer(
                            success,
                            BookingId.parse(reply.bookingId()),
                            reply.json().path("isFromCache").asBoolean(),
                            "HTTP " + reply.status())
                    : SellerAnswer.no(kind(reply.text("error")), reply.problem());
        } catch (SellerException | IllegalArgumentException e) {
            return SellerAnswer.no(Kind.TROUBLE, String.valueOf(e.getMessage()));
        }
    }

    private static Kind kind(String error) {
        return switch (error) {
            case "INSUFFICIENT_INVENTORY", "ALLOTMENT_EXHAUSTED" -> Kind.SOLD_OUT;
            case "HOLD_EXPIRED" -> Kind.HOLD_EXPIRED;
            case "IDEMPOTENCY_CONFLICT" -> Kind.KEY_CONFLICT;
            default -> Kind.TROUBLE;
        };
    }

    @Override
    public List<Night> nights(RoomTypeId roomType, Stay nights) {
        String range = "?from=" + nights.start() + "&to=" + nights.end();
        Reply reply = ok(send("GET", "/v1/room-types/" + roomType + "/inventory" + range, null, null));
        return reply.json()
                .path("nights")
                .valueStream()
                .map(night -> night(roomType, night))
                .toList();
    }

    private static Night night(RoomTypeId roomType, JsonNode night) {
        return new Night(
                roomType,
                LocalDate.parse(night.path("date").asString()),
                night.path("totalRooms").asInt(),
                night.path("bookedRooms").asInt(),
                night.path("pricePerNight").asLong());
    }

    @Override
    public IntegrityReport recount() {
        JsonNode report = ok(send("GET", "/v1/integrity", null, null)).json();
        List<Drift> drift = report.path("drift")
                .valueStream()
                .map(night -> new Drift(
                        new RoomTypeId(night.path("roomTypeId").asString()),
                        LocalDate.parse(night.path("date").asString()),
                        night.path("counted").asLong(),
                        night.path("recorded").asLong()))
                .toList();
        return new IntegrityReport(
                report.path("nightsChecked").asLong(),
                report.path("bookingsChecked").asLong(),
                drift);
    }

    private record Reply(int status, JsonNode json) {

        boolean ok() {
            return status / 100 == 2;
        }

        String text(String field) {
            return json.path(field).asString("");
        }

        /** The id of a group's first booking, or of a waitlist entry and so of its offer. */
        String bookingId() {
            if (json.has("waitlistId")) {
                return text("waitlistId");
            }
            JsonNode single = json.has("bookings") ? json.path("bookings").path(0) : json;
            return single.path("bookingId").asString("");
        }

        String problem() {
            return "HTTP " + status + " " + text("error") + ": " + text("message");
        }
    }

    private static Reply ok(Reply reply) {
        if (!reply.ok()) {
            throw new SellerException("The server refused: " + reply.problem(), null);
        }
        return reply;
    }

    private Reply send(String method, String path, @Nullable Map<String, Object> body, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            for (int i = 0; i < RATE_LIMITED_MAX && response.statusCode() == RATE_LIMITED; i++) {
                // The suite is one caller with one key, and must prove no less on a server that limits the rate of a
                // key.
                Thread.sleep(Duration.ofSeconds(
                        response.headers().firstValueAsLong("Retry-After").orElse(1)));
                response = http.send(request.build(), BodyHandlers.ofString());
            }
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new SellerException("No answer from " + server + ": " + describe(e), e);
        } catch (JacksonException e) {
            throw new SellerException("The server at " + server + " does not answer like Lastroom: check --url", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SellerException("Interrupted", e);
        }
    }

    /** A refused connection has no message of its own. */
    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        http.close();
    }
}
