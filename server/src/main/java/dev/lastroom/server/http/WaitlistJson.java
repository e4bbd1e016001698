package dev.lastroom.server.http;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistCommand.Join;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistRefusal;
import dev.lastroom.engine.booking.WaitlistRefusal.EntryNotFound;
import dev.lastroom.engine.booking.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.booking.WaitlistRefusal.NightNotOpen;
import dev.lastroom.engine.booking.WaitlistRefusal.NoSuchStep;
import dev.lastroom.engine.booking.WaitlistRefusal.NotYourEntry;
import dev.lastroom.engine.booking.WaitlistRefusal.OfferExpired;
import dev.lastroom.engine.booking.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.booking.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.booking.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.engine.booking.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.booking.WaitlistRefusal.WaitIsOver;
import dev.lastroom.engine.booking.WaitlistRefusal.WaitlistFull;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Entries of waitlists as JSON, both ways. */
final class WaitlistJson {

    static final String[] REQUEST_FIELDS = {
        "userId", "roomTypeId", "startDate", "endDate", "roomsBooked", "numberOfGuests", "expiresAt", "idempotencyKey"
    };

    private WaitlistJson() {}

    /**
     * Reads a request to wait.
     *
     * @param headerKey the key in the header, which is the same thing as the one in the body
     * @throws ProblemException naming the field that is missing or malformed
     */
    static Join readRequest(JsonFields fields, @Nullable String headerKey, boolean requireKey) {
        UserId userId = fields.text("userId", UserId::new);
        RoomTypeId roomTypeId = fields.text("roomTypeId", RoomTypeId::new);
        Stay stay = BookingJson.readStay(fields);
        int rooms = BookingJson.readRooms(fields);
        Integer guests = fields.optionalInt("numberOfGuests", RoomStay::checkGuests);
        Instant until = fields.optionalText("expiresAt", Checks::instant);
        IdempotencyKey key = BookingJson.readKey(fields, headerKey, requireKey);
        RoomStay wanted = new RoomStay(roomTypeId, stay, rooms, guests, null);
        return new Join(userId, wanted, until, key);
    }

    /** An entry as the answer to the command that made or changed it. */
    static ObjectNode answer(WaitlistEntry entry, boolean replayed) {
        ObjectNode json = Json.object().put("success", true);
        json.setAll(entry(entry));
        return json.put("idempotencyKey", entry.origin().key().value()).put("isFromCache", replayed);
    }

    /** An entry as it is. */
    static ObjectNode entry(WaitlistEntry entry) {
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

    static ObjectNode details(WaitlistRefusal refusal) {
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
