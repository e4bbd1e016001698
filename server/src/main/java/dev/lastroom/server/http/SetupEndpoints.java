package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** Properties, room types and their inventory. Thread-safe. */
final class SetupEndpoints {

    private final BookingEngine engine;

    SetupEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer properties(Call call) {
        QueryFields query = call.query("limit", "cursor");
        return Lists.answer(call, "properties", query, engine.read()::properties, SetupJson::property);
    }

    Answer property(Call call) {
        call.query();
        PropertyId id = call.path("propertyId", PropertyId::new);
        return engine.read()
                .property(id)
                .map(property -> Answer.ok(SetupJson.property(property)))
                .orElseGet(() -> OutcomeHttp.problem(new PropertyNotFound(id)).answer());
    }

    Answer saveProperty(Call call) {
        PropertyId id = call.path("propertyId", PropertyId::new);
        SaveProperty command = new SaveProperty(SetupJson.readProperty(id, call.body(SetupJson.PROPERTY_FIELDS)));
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.json(
                        done.value().isNew() ? 201 : 200,
                        SetupJson.property(done.value().property())));
    }

    Answer roomTypes(Call call) {
        QueryFields query = call.query("propertyId", "limit", "cursor");
        PropertyId propertyId = query.optionalText("propertyId", PropertyId::new);
        return Lists.answer(
                call, "roomTypes", query, page -> engine.read().roomTypes(propertyId, page), SetupJson::roomType);
    }

    Answer roomType(Call call) {
        call.query();
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        return engine.read()
                .roomType(id)
                .map(roomType -> Answer.ok(SetupJson.roomType(roomType)))
                .orElseGet(() -> OutcomeHttp.problem(new RoomTypeNotFound(id)).answer());
    }

    Answer saveRoomType(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        SaveRoomType command = new SaveRoomType(SetupJson.readRoomType(id, call.body(SetupJson.ROOM_TYPE_FIELDS)));
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.json(
                        done.value().isNew() ? 201 : 200,
                        SetupJson.roomType(done.value().roomType())));
    }

    Answer nights(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        QueryFields query = call.query("from", "to");
        LocalDate from = query.date("from");
        LocalDate to = query.date("to");
        // A range that could not have been opened is not read either.
        Checks.checked("from", () -> new OpenNights(id, from, to, null, null));
        if (engine.read().roomType(id).isEmpty()) {
            return OutcomeHttp.problem(new RoomTypeNotFound(id)).answer();
        }
        call.willRead(Math.toIntExact(ChronoUnit.DAYS.between(from, to)), Call.NIGHT_BYTES);
        ObjectNode json = Json.object();
        json.putArray("nights")
                .addAll(engine.read().nights(id, from, to).stream()
                        .map(SetupJson::night)
                        .toList());
        return Answer.ok(json);
    }

    Answer openNights(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        OpenNights command = SetupJson.readInventory(id, call.body(SetupJson.INVENTORY_FIELDS));
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.ok(Json.object().put("nights", done.value().nights())));
    }
}
