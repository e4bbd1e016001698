package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes groups and their requests as JSON. */
public final class GroupJson {

    /** The fields of a request for a group. */
    public static final List<String> REQUEST_FIELDS = List.of("userId", "items", "holdFor", "idempotencyKey");

    private static final List<String> ITEM_FIELDS =
            List.of("roomTypeId", "startDate", "endDate", "roomsBooked", "numberOfGuests", "allotmentId");

    private GroupJson() {}

    /**
     * Reads a request for a group.
     *
     * @param headerKey the idempotency key of the header, which means the same as the one of the body
     * @return for {@link JsonFields#all}
     */
    public static Supplier<BookGroup> readRequest(JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        UserId userId = fields.text("userId", UserId::new);
        HoldTime holdFor = fields.optionalText("holdFor", HoldTime::parse);
        IdempotencyKey key = BookingJson.readKey(fields, headerKey, requireKey);
        List<Supplier<RoomStay>> items = fields.objects("items", ITEM_FIELDS).stream()
                .map(GroupJson::readItem)
                .toList();
        return () -> Checks.checked(
                "items",
                () -> new BookGroup(userId, items.stream().map(Supplier::get).toList(), holdFor, key));
    }

    private static Supplier<RoomStay> readItem(JsonFields fields) {
        RoomTypeId roomTypeId = fields.text("roomTypeId", RoomTypeId::new);
        Stay stay = BookingJson.readStay(fields);
        int rooms = BookingJson.readRooms(fields);
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        AllotmentId allotmentId = fields.optionalText("allotmentId", AllotmentId::parse);
        return () -> new RoomStay(roomTypeId, stay, rooms, guests, allotmentId);
    }

    /** Writes a group as the answer to the command that made or changed it. */
    public static ObjectNode answer(BookingGroup group, boolean replayed) {
        ObjectNode json = Json.object().put("success", true);
        json.setAll(group(group));
        return json.put("idempotencyKey", group.first().origin().key().value()).put("isFromCache", replayed);
    }

    /** Writes a group. */
    public static ObjectNode group(BookingGroup group) {
        ObjectNode json = Json.object()
                .put("groupId", group.id().toString())
                .put("userId", group.first().userId().value());
        ArrayNode bookings = json.putArray("bookings");
        group.bookings().forEach(booking -> bookings.add(BookingJson.booking(booking)));
        return json;
    }
}
