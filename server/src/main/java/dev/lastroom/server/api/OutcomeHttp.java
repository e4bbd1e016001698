package dev.lastroom.server.api;

import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Limit;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.GroupNotFound;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.NotYourBooking;
import dev.lastroom.engine.outcome.Refusal.OtherProperty;
import dev.lastroom.engine.outcome.Refusal.OutsideStay;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Refusal.StaleVersion;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.Refusal.TooManyHolds;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.outcome.SetupRefusal.OtherCurrency;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.outcome.WaitlistRefusal;
import dev.lastroom.server.api.json.RulesJson;
import dev.lastroom.server.api.json.WaitlistJson;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns outcomes into HTTP answers. An endpoint says what its own command gives. Refusals and failures are the same
 * everywhere: the engine names them, and HTTP adds the status.
 */
final class OutcomeHttp {

    private static final String REPLAYED = "Idempotency-Replayed";

    private OutcomeHttp() {}

    /** @param done writes what the command gives */
    static <R> Answer answer(Outcome<R> outcome, Function<Done<R>, Answer> done) {
        return switch (outcome) {
            case Done<R> is -> done.apply(is);
            case Refused<R>(Refusal reason, boolean replayed) ->
                markReplayed(problem(reason).answer(), replayed);
            case Failed<R> failed -> problem(failed).answer();
        };
    }

    static Answer markReplayed(Answer answer, boolean replayed) {
        return replayed ? answer.with(REPLAYED, "true") : answer;
    }

    static Problem problem(Refusal refusal) {
        return new Problem(ErrorCode.of(refusal.code()), refusal.message(), details(refusal));
    }

    /** Limits of the engine are settings of the service. */
    private static Problem problem(Failed<?> failed) {
        Limit limit = failed.limit();
        return limit == null
                ? problem(failed.reason(), failed.message())
                : Problem.ofLimit(
                        ErrorCode.of(failed.reason().code()), "engine." + limit.name(), limit.max(), failed.message());
    }

    /** Describes a failure; {@code message} must hold no secrets. */
    static Problem problem(Failure failure, String message) {
        return Problem.of(ErrorCode.of(failure.code()), message);
    }

    private static ObjectNode details(Refusal refusal) {
        return switch (refusal) {
            case PropertyNotFound r ->
                Json.object().put("propertyId", r.propertyId().value());
            case RoomTypeNotFound r ->
                Json.object().put("roomTypeId", r.roomTypeId().value());
            case BookingNotFound r ->
                Json.object().put("bookingId", r.bookingId().toString());
            case GroupNotFound r -> Json.object().put("groupId", r.groupId().toString());
            case AllotmentNotFound r ->
                Json.object().put("allotmentId", r.allotmentId().toString());
            case AllotmentExhausted r ->
                Json.object()
                        .put("allotmentId", r.allotmentId().toString())
                        .put("requestedRooms", r.requestedRooms())
                        .put("roomsLeft", r.roomsLeft())
                        .put("conflictDate", r.conflictDate().toString());
            case AllotmentBelowPickedUp r ->
                Json.object()
                        .put("allotmentId", r.allotmentId().toString())
                        .put("requestedRooms", r.requestedRooms())
                        .put("pickedUpRooms", r.pickedUpRooms())
                        .put("conflictDate", r.date().toString());
            case ItemRefused r -> itemRefused(r);
            case InsufficientInventory r ->
                Json.object()
                        .put("roomTypeId", r.roomTypeId().value())
                        .put("requestedRooms", r.requestedRooms())
                        .put("availableRooms", r.availableRooms())
                        .put("conflictDate", r.conflictDate().toString());
            case RestrictionViolated r ->
                RulesJson.violation(r).put("roomTypeId", r.roomTypeId().value());
            case StayInThePast r ->
                Json.object().put("field", "startDate").put("today", r.today().toString());
            case IdempotencyConflict r ->
                Json.object().put("idempotencyKey", r.key().value());
            case NotYourBooking r ->
                Json.object().put("bookingId", r.bookingId().toString());
            case CapacityBelowBooked r -> capacityBelowBooked(r);
            case NoStay _ -> Json.object().put("field", "endDate");
            case OtherProperty r ->
                Json.object()
                        .put("field", "roomTypeId")
                        .put("propertyId", r.propertyId().value());
            case InvalidTransition r ->
                Json.object()
                        .put("bookingId", r.bookingId().toString())
                        .put("status", r.status().name());
            case OutsideStay r ->
                Json.object()
                        .put("bookingId", r.bookingId().toString())
                        .put("status", r.status().name())
                        .put("startDate", r.stay().start().toString())
                        .put("endDate", r.stay().end().toString())
                        .put("today", r.today().toString());
            case HoldExpired r ->
                Json.object()
                        .put("bookingId", r.bookingId().toString())
                        .put("expiredAt", r.expiredAt().toString());
            case TooManyHolds r ->
                Json.object().put("userId", r.userId().value()).put("holdsMax", r.max());
            case StaleVersion r ->
                Json.object().put("bookingId", r.bookingId().toString()).put("version", r.version());
            case PreconditionFailed r -> Json.object().put("etag", Preconditions.quotedOrNull(r.tag()));
            case WaitlistRefusal r -> WaitlistJson.details(r);
            case OtherCurrency r ->
                Json.object()
                        .put("field", "currency")
                        .put("currency", r.currency().getCurrencyCode());
            case RoomTypeOfOtherProperty r ->
                Json.object()
                        .put("field", "propertyId")
                        .put("propertyId", r.propertyId().value());
        };
    }

    /** Describes a refused item, naming its field as the request does. */
    private static ObjectNode itemRefused(ItemRefused refusal) {
        ObjectNode details = details(refusal.reason()).put("itemIndex", refusal.index());
        JsonNode field = details.get("field");
        return field == null ? details : details.put("field", "items[" + refusal.index() + "]." + field.stringValue());
    }

    private static ObjectNode capacityBelowBooked(CapacityBelowBooked refusal) {
        ObjectNode details =
                Json.object().put("roomTypeId", refusal.roomTypeId().value());
        ArrayNode nights = details.putArray("nights");
        refusal.nights()
                .forEach(night -> nights.addObject()
                        .put("date", night.date().toString())
                        .put("bookedRooms", night.bookedRooms()));
        return details;
    }
}
