package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.WaitlistRefusal;
import dev.lastroom.engine.outcome.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.outcome.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.outcome.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.outcome.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.outcome.WaitlistRefusal.NotYourEntry;
import dev.lastroom.engine.outcome.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.outcome.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.outcome.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.outcome.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitlistFull;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes waitlist entries as JSON. */
public final class WaitlistJson {

    public static final List<String> REQUEST_FIELDS = List.of(
            "userId",
            "roomTypeId",
            "startDate",
            "endDate",
            "roomsBooked",
            "numberOfGuests",
            "expiresAt",
            "idempotencyKey");

    private WaitlistJson() {}

    /**
     * Reads a request to wait.
     *
     * @param headerKey the idempotency key of the header, which means the same as the one of the body
     * @return for {@link JsonFields#all}
     */
    public static Supplier<Join> readRequest(JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        UserId userId = fields.text("userId", UserId::new);
        RoomTypeId roomTypeId = fields.text("roomTypeId", RoomTypeId::new);
        Stay stay = BookingJson.readStay(fields);
        int rooms = BookingJson.readRooms(fields);
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        Instant until = fields.optionalText("expiresAt", Checks::instant);
        IdempotencyKey key = BookingJson.readKey(fields, headerKey, requireKey);
        return () -> new Join(userId, new RoomStay(roomTypeId, stay, rooms, guests, null), until, key);
    }

    /** Writes an entry as the answer to the command that made or changed it. */
    public static ObjectNode answer(WaitlistEntry entry, boolean replayed) {
        ObjectNode json = Json.object().put("success", true);
        json.setAll(entry(entry));
        return json.put("idempotencyKey", entry.origin().key().value()).put("isFromCache", replayed);
    }

    /** Writes an entry. */
    public static ObjectNode entry(WaitlistEntry entry) {
        ObjectNode json = Json.object()
                .put("waitlistId", entry.id().toString())
                .put("status", entry.status().name())
                .put("userId", entry.userId().value())
                .put("roomTypeId", entry.roomTypeId().value())
                .put("startDate", entry.stay().start().toString())
                .put("endDate", entry.stay().end().toString())
                .put("roomsBooked", entry.rooms())
                .put("joinedAt", entry.joinedAt().toString())
                .put("expiresAt", entry.endsAt().toString());
        if (entry.wanted().guests() != null) {
            json.put("numberOfGuests", entry.wanted().guests());
        }
        if (entry.offeredAt() != null) {
            json.put("offeredAt", entry.offeredAt().toString())
                    .put("bookingId", entry.id().offer().toString());
        }
        return json;
    }

    public static ObjectNode details(WaitlistRefusal refusal) {
        return switch (refusal) {
            case EntryNotFound r -> Json.object().put("waitlistId", r.id().toString());
            case NotYourEntry r -> Json.object().put("waitlistId", r.id().toString());
            case NoSuchStep r ->
                Json.object()
                        .put("waitlistId", r.id().toString())
                        .put("status", r.status().name());
            case OfferExpired r ->
                Json.object()
                        .put("waitlistId", r.id().toString())
                        .put("expiredAt", r.expiredAt().toString());
            case RoomsAvailable r ->
                Json.object().put("roomTypeId", r.roomTypeId().value()).put("requestedRooms", r.rooms());
            case NightNotOpen r ->
                Json.object()
                        .put("roomTypeId", r.roomTypeId().value())
                        .put("conflictDate", r.date().toString());
            case WaitIsOver _ -> Json.object().put("field", "expiresAt");
            case NeverEnoughRooms r ->
                Json.object()
                        .put("roomTypeId", r.roomTypeId().value())
                        .put("requestedRooms", r.rooms())
                        .put("roomsInAll", r.capacity())
                        .put("conflictDate", r.date().toString());
            case OthersWait r -> Json.object().put("bookingId", r.id().toString());
            case UserWaitsEnough r ->
                Json.object().put("userId", r.userId().value()).put("waitsPerUserMax", r.max());
            case OwnerWaitsEnough r ->
                Json.object().put("roomTypeId", r.roomTypeId().value()).put("waitlistOwnerMax", r.max());
            case WaitlistFull r ->
                Json.object().put("roomTypeId", r.roomTypeId().value()).put("waitlistMax", r.max());
        };
    }
}
