package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NightPrices.RoomPrice;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
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

/** Reads and writes bookings and their requests as JSON. */
public final class BookingJson {

    /** The fields of a booking request. */
    public static final List<String> REQUEST_FIELDS = List.of(
            "userId",
            "roomTypeId",
            "startDate",
            "endDate",
            "roomsBooked",
            "holdFor",
            "numberOfGuests",
            "allotmentId",
            "idempotencyKey");

    private BookingJson() {}

    /**
     * Reads a booking request.
     *
     * @param headerKey the idempotency key of the header, which means the same as the one of the body
     * @return for {@link JsonFields#all}
     */
    public static Supplier<Book> readRequest(JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        UserId userId = fields.text("userId", UserId::new);
        RoomTypeId roomTypeId = fields.text("roomTypeId", RoomTypeId::new);
        Stay stay = readStay(fields);
        int rooms = readRooms(fields);
        HoldTime holdFor = fields.optionalText("holdFor", HoldTime::parse);
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        AllotmentId allotmentId = fields.optionalText("allotmentId", AllotmentId::parse);
        IdempotencyKey key = readKey(fields, headerKey, requireKey);
        return () -> new Book(userId, new RoomStay(roomTypeId, stay, rooms, guests, allotmentId), holdFor, key);
    }

    /** Reads the days of arrival and departure. */
    public static Stay readStay(JsonFields fields) {
        LocalDate start = fields.date("startDate");
        LocalDate end = fields.date("endDate");
        return fields.made(() -> new Stay(start, end), "startDate", "endDate");
    }

    /** Reads the number of rooms; the default is one. */
    public static int readRooms(JsonFields fields) {
        Long rooms = fields.optionalInteger("roomsBooked", RoomStay::checkRooms);
        return rooms == null ? 1 : rooms.intValue();
    }

    public static @Nullable IdempotencyKey readKey(JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        IdempotencyKey inBody = fields.optionalText("idempotencyKey", IdempotencyKey::new);
        IdempotencyKey inHeader =
                headerKey == null ? null : Checks.checked("Idempotency-Key", () -> new IdempotencyKey(headerKey));
        if (inBody != null && inHeader != null && !inBody.equals(inHeader)) {
            return fields.wrong(
                    Problem.invalid("idempotencyKey", "must equal the header Idempotency-Key if both are given"));
        }
        IdempotencyKey key = inHeader != null ? inHeader : inBody;
        return key == null && requireKey ? fields.wrong(Problem.invalid("Idempotency-Key", "is required")) : key;
    }

    /** Writes a booking as the answer to the command that made or changed it. */
    public static ObjectNode answer(Booking booking, boolean replayed) {
        ObjectNode json = Json.object().put("success", true);
        json.setAll(booking(booking));
        return json.put("idempotencyKey", booking.origin().key().value()).put("isFromCache", replayed);
    }

    /** Writes a booking. */
    public static ObjectNode booking(Booking booking) {
        ObjectNode json = Json.object()
                .put("bookingId", booking.id().toString())
                .put("status", booking.status().name())
                .put("userId", booking.userId().value())
                .put("roomTypeId", booking.roomTypeId().value())
                .put("startDate", booking.stay().start().toString())
                .put("endDate", booking.stay().end().toString())
                .put("roomsBooked", booking.rooms())
                .put("totalPrice", booking.rate().total().minor())
                .put("currency", booking.rate().total().currency().getCurrencyCode());
        TermsJson.addTo(json, booking);
        json.put("version", booking.version())
                .put("createdAt", booking.origin().at().toString());
        if (booking.roomStay().guests() != null) {
            json.put("numberOfGuests", booking.roomStay().guests());
        }
        if (booking.groupId() != null) {
            json.put("groupId", booking.groupId().toString());
        }
        if (booking.roomStay().allotmentId() != null) {
            json.put("allotmentId", booking.roomStay().allotmentId().toString());
        }
        if (booking.rate().repricedAt() != null) {
            json.put("repricedAt", booking.rate().repricedAt().toString());
        }
        if (booking.life().expiresAt() != null) {
            json.put("expiresAt", booking.life().expiresAt().toString());
        }
        if (booking.life().departedOn() != null) {
            json.put("departureDate", booking.life().departedOn().toString());
        }
        if (booking.life().cancelledAt() != null) {
            json.put("cancelledAt", booking.life().cancelledAt().toString());
        }
        return json;
    }

    /**
     * Adds the price of one room for each night, and each room's price if the rooms were booked at different prices.
     */
    public static void addNights(ObjectNode json, Booking booking) {
        ArrayNode nights = json.putArray("nights");
        List<LocalDate> dates = booking.stay().dates();
        for (int i = 0; i < dates.size(); i++) {
            ObjectNode night = nights.addObject()
                    .put("date", dates.get(i).toString())
                    .put("pricePerNight", booking.rate().prices().minor().get(i));
            List<RoomPrice> prices = booking.rate().prices().ofNight(i, booking.rooms());
            if (prices.size() > 1) {
                ArrayNode rooms = night.putArray("rooms");
                prices.forEach(price ->
                        rooms.addObject().put("rooms", price.rooms()).put("pricePerNight", price.pricePerNight()));
            }
        }
    }

    /** Writes the key under which a booking was made, and where the request came from. */
    public static ObjectNode key(Booking booking, KeyRecord key) {
        return Json.object()
                .put("key", booking.origin().key().value())
                .put("createdAt", key.createdAt().toString())
                .put("requestId", key.requestId())
                .put("clientAddress", key.clientAddress())
                .put("userAgent", key.userAgent());
    }
}
