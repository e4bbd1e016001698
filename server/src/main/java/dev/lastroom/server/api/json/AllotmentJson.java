package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.engine.inventory.Names;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes allotments and their requests as JSON. */
public final class AllotmentJson {

    /** The fields of a request to set rooms aside. */
    public static final List<String> REQUEST_FIELDS = List.of(
            "roomTypeId",
            "name",
            "owner",
            "startDate",
            "endDate",
            "roomsPerNight",
            "releaseDate",
            "releaseDaysBefore",
            "idempotencyKey");

    /** The fields of a request to change an allotment. */
    public static final List<String> CHANGE_FIELDS =
            List.of("name", "startDate", "endDate", "roomsPerNight", "releaseDate", "releaseDaysBefore");

    private AllotmentJson() {}

    /**
     * Reads a request to set rooms aside.
     *
     * @param headerKey the idempotency key of the header, which means the same as the one of the body
     * @return for {@link JsonFields#all}
     */
    public static Supplier<CreateAllotment> readRequest(
            JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        RoomTypeId roomTypeId = fields.text("roomTypeId", RoomTypeId::new);
        String name = fields.text("name", Names::check);
        String owner = fields.optionalText("owner", Ids::check);
        Stay stay = BookingJson.readStay(fields);
        int rooms = (int) fields.integer(
                "roomsPerNight", v -> (long) CreateAllotment.checkRooms(Math.clamp(v, -1, Integer.MAX_VALUE)));
        IdempotencyKey key = BookingJson.readKey(fields, headerKey, requireKey);
        Supplier<Release> release = readRelease(fields);
        return () -> new CreateAllotment(owner, roomTypeId, name, stay, rooms, release.get(), key);
    }

    /**
     * Reads a request to change an allotment.
     *
     * @return for {@link JsonFields#all}
     */
    public static Supplier<ChangeAllotment> readChange(AllotmentId id, JsonFields fields) {
        String name = fields.optionalText("name", Names::check);
        Integer rooms = fields.optionalInt("roomsPerNight", RoomType::checkTotalRooms);
        LocalDate start = fields.optionalText("startDate", Checks::date);
        LocalDate end = fields.optionalText("endDate", Checks::date);
        if (rooms == null && (start != null || end != null)) {
            Object _ = fields.wrong(Problem.invalid("roomsPerNight", "is required with startDate or endDate"));
        }
        Supplier<Release> release = readRelease(fields);
        return () -> Checks.checked("startDate", () -> new ChangeAllotment(id, name, rooms, start, end, release.get()));
    }

    private static Supplier<Release> readRelease(JsonFields fields) {
        LocalDate date = fields.optionalText("releaseDate", text -> Release.checkDate(Checks.date(text)));
        Integer daysBefore = fields.optionalInt("releaseDaysBefore", Release::checkDaysBefore);
        return () -> new Release(date, daysBefore);
    }

    /** Writes an allotment as the answer to the command that made or changed it. */
    public static ObjectNode answer(AllotmentNights allotment, boolean replayed) {
        ObjectNode json = Json.object().put("success", true);
        json.setAll(allotment(allotment));
        return json.put("isFromCache", replayed);
    }

    public static ObjectNode allotment(AllotmentNights it) {
        ObjectNode json = header(it.allotment());
        ArrayNode nights = json.putArray("nights");
        for (AllotmentNight night : it.nights()) {
            nights.addObject()
                    .put("date", night.date().toString())
                    .put("rooms", night.rooms())
                    .put("pickedUpRooms", night.pickedUp())
                    .put("releasedRooms", night.releasedRooms())
                    .put("roomsLeft", night.left())
                    .put("released", night.released())
                    .put(
                            "releaseAt",
                            night.releaseAt() == null ? null : night.releaseAt().toString());
        }
        return json;
    }

    /** Writes one side of an event: the allotment with the nights that changed. */
    public static ObjectNode side(AllotmentEvent.Side side) {
        ObjectNode json = header(side.allotment());
        ArrayNode nights = json.putArray("nights");
        for (AllotmentEvent.AllotmentSpan part : side.nights()) {
            nights.addObject()
                    .put("from", part.from().toString())
                    .put("to", part.to().toString())
                    .put("rooms", part.rooms())
                    .put("pickedUpRooms", part.pickedUp())
                    .put("released", part.released());
        }
        return json;
    }

    private static ObjectNode header(Allotment allotment) {
        ObjectNode json = Json.object()
                .put("allotmentId", allotment.id().toString())
                .put("propertyId", allotment.propertyId().value())
                .put("roomTypeId", allotment.roomTypeId().value())
                .put("name", allotment.name())
                .put("startDate", allotment.stay().start().toString())
                .put("endDate", allotment.stay().end().toString())
                .put("createdAt", allotment.createdAt().toString());
        if (allotment.owner() != null) {
            json.put("owner", allotment.owner());
        }
        if (allotment.release().date() != null) {
            json.put("releaseDate", allotment.release().date().toString());
        }
        if (allotment.release().daysBefore() != null) {
            json.put("releaseDaysBefore", allotment.release().daysBefore());
        }
        return json;
    }
}
