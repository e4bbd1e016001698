package dev.lastroom.server.http;

import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Failure;
import dev.lastroom.engine.booking.Limit;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.AllotmentChanged;
import dev.lastroom.engine.booking.Outcome.AllotmentCreated;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Changed;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.booking.Outcome.GroupBooked;
import dev.lastroom.engine.booking.Outcome.GroupCancelled;
import dev.lastroom.engine.booking.Outcome.GroupChanged;
import dev.lastroom.engine.booking.Outcome.HoldsExpired;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Outcome.Waitlisted;
import dev.lastroom.engine.booking.Refusal;
import dev.lastroom.engine.booking.Refusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.booking.Refusal.AllotmentExhausted;
import dev.lastroom.engine.booking.Refusal.AllotmentNotFound;
import dev.lastroom.engine.booking.Refusal.BookingNotFound;
import dev.lastroom.engine.booking.Refusal.CapacityBelowBooked;
import dev.lastroom.engine.booking.Refusal.GroupNotFound;
import dev.lastroom.engine.booking.Refusal.HoldExpired;
import dev.lastroom.engine.booking.Refusal.IdempotencyConflict;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.booking.Refusal.InvalidTransition;
import dev.lastroom.engine.booking.Refusal.ItemRefused;
import dev.lastroom.engine.booking.Refusal.NoStay;
import dev.lastroom.engine.booking.Refusal.NotYourBooking;
import dev.lastroom.engine.booking.Refusal.OtherCurrency;
import dev.lastroom.engine.booking.Refusal.OtherProperty;
import dev.lastroom.engine.booking.Refusal.OutsideStay;
import dev.lastroom.engine.booking.Refusal.PropertyNotFound;
import dev.lastroom.engine.booking.Refusal.RestrictionViolated;
import dev.lastroom.engine.booking.Refusal.RoomTypeNotFound;
import dev.lastroom.engine.booking.Refusal.RoomTypeOfOtherProperty;
import dev.lastroom.engine.booking.Refusal.StaleVersion;
import dev.lastroom.engine.booking.Refusal.StayInThePast;
import dev.lastroom.engine.booking.Refusal.TooManyHolds;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistRefusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each outcome is in HTTP. Every switch is over all there is: a new outcome does not compile until it is here. */
final class OutcomeHttp {

    static final String ETAG = "ETag";

    private static final String REPLAYED = "Idempotency-Replayed";

    private OutcomeHttp() {}

    static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case PropertySaved saved -> Answer.json(saved.isNew() ? 201 : 200, SetupJson.property(saved.property()));
            case RoomTypeSaved saved -> Answer.json(saved.isNew() ? 201 : 200, SetupJson.roomType(saved.roomType()));
            case NightsOpened opened -> Answer.ok(Json.object().put("nights", opened.nights()));
            case Booked booked -> booked(booked);
            case Cancelled(Booking booking, boolean replayed) -> changed(booking, replayed);
            case Changed(Booking booking, boolean replayed) -> changed(booking, replayed);
            case GroupBooked(BookingGroup group, boolean replayed) ->
                markReplayed(
                        Answer.json(replayed ? 200 : 201, GroupJson.answer(group, replayed))
                                .with("Location", "/v1/booking-groups/" + group.id()),
                        replayed);
            case GroupCancelled(BookingGroup group, boolean replayed) -> Answer.ok(GroupJson.answer(group, replayed));
            case GroupChanged(BookingGroup group, boolean replayed) -> Answer.ok(GroupJson.answer(group, replayed));
            case Waitlisted waitlisted -> waitlisted(waitlisted);
            case AllotmentCreated(AllotmentNights allotment, boolean replayed) ->
                markReplayed(
                        Answer.json(replayed ? 200 : 201, AllotmentJson.answer(allotment, replayed))
                                .with(
                                        "Location",
                                        "/v1/allotments/"
                                                + allotment.allotment().id()),
                        replayed);
            case AllotmentChanged(AllotmentNights allotment, boolean replayed) ->
                Answer.ok(AllotmentJson.answer(allotment, replayed));
            case HoldsExpired _ -> Answer.ok(Json.object());
            case Refused refused -> markReplayed(problem(refused.reason()).answer(), refused.replayed());
            case Failed failed -> problem(failed).answer();
        };
    }

    private static Answer changed(Booking booking, boolean replayed) {
        return Answer.ok(BookingJson.answer(booking, replayed)).with(ETAG, etag(booking));
    }

    /** The version of a booking as an entity tag (RFC 9110, section 8.8.3). */
    static String etag(Booking booking) {
        return "\"" + booking.version() + "\"";
    }

    private static Answer booked(Booked booked) {
        Answer answer = Answer.json(
                        booked.replayed() ? 200 : 201, BookingJson.answer(booked.booking(), booked.replayed()))
                .with(ETAG, etag(booked.booking()))
                .with("Location", "/v1/bookings/" + booked.booking().id());
        return markReplayed(answer, booked.replayed());
    }

    private static Answer waitlisted(Waitlisted outcome) {
        WaitlistEntry entry = outcome.entry();
        Answer answer = Answer.json(outcome.isNew() ? 201 : 200, WaitlistJson.answer(entry, outcome.replayed()));
        return outcome.isNew() ? answer.with("Location", "/v1/waitlist/" + entry.id()) : answer;
    }

    static Answer markReplayed(Answer answer, boolean replayed) {
        return replayed ? answer.with(REPLAYED, "true") : answer;
    }

    static Problem problem(Refusal refusal) {
        return new Problem(code(refusal), refusal.message(), details(refusal));
    }

    /** The limits of the engine are settings of the service. */
    private static Problem problem(Failed failed) {
        Limit limit = failed.limit();
        return limit == null
                ? problem(failed.reason(), failed.message())
                : Problem.ofLimit(code(failed.reason()), "engine." + limit.name(), limit.max(), failed.message());
    }

    /** A failure of the machinery; {@code message} is without secrets. */
    static Problem problem(Failure failure, String message) {
        return Problem.of(code(failure), message);
    }

    static ErrorCode code(Refusal refusal) {
        return switch (refusal) {
            case PropertyNotFound _ -> ErrorCode.PROPERTY_NOT_FOUND;
            case RoomTypeNotFound _ -> ErrorCode.ROOM_TYPE_NOT_FOUND;
            case BookingNotFound _ -> ErrorCode.BOOKING_NOT_FOUND;
            case GroupNotFound _ -> ErrorCode.BOOKING_GROUP_NOT_FOUND;
            case AllotmentNotFound _ -> ErrorCode.ALLOTMENT_NOT_FOUND;
            case AllotmentExhausted _ -> ErrorCode.ALLOTMENT_EXHAUSTED;
            case AllotmentBelowPickedUp _ -> ErrorCode.ALLOTMENT_BELOW_PICKED_UP;
            case ItemRefused r -> code(r.reason());
            case InsufficientInventory _ -> ErrorCode.INSUFFICIENT_INVENTORY;
            case RestrictionViolated _ -> ErrorCode.RESTRICTION_VIOLATED;
            case StayInThePast _ -> ErrorCode.INVALID_DATE_RANGE;
            case IdempotencyConflict _ -> ErrorCode.IDEMPOTENCY_CONFLICT;
            case NotYourBooking _ -> ErrorCode.FORBIDDEN;
            case CapacityBelowBooked _ -> ErrorCode.CAPACITY_BELOW_BOOKED;
            case RoomTypeOfOtherProperty _, OtherProperty _, OtherCurrency _ -> ErrorCode.VALIDATION_FAILED;
            case NoStay _ -> ErrorCode.INVALID_DATE_RANGE;
            case InvalidTransition _, OutsideStay _ -> ErrorCode.INVALID_TRANSITION;
            case HoldExpired _ -> ErrorCode.HOLD_EXPIRED;
            case TooManyHolds _ -> ErrorCode.HOLD_LIMIT_REACHED;
            case StaleVersion _ -> ErrorCode.PRECONDITION_FAILED;
            case WaitlistRefusal r -> WaitlistJson.code(r);
        };
    }

    static ErrorCode code(Failure failure) {
        return switch (failure) {
            case CONCURRENCY_ABORT -> ErrorCode.CONCURRENCY_ABORT;
            case INVENTORY_LOCKED -> ErrorCode.INVENTORY_LOCKED;
            case TRANSACTION_TIMEOUT -> ErrorCode.TRANSACTION_TIMEOUT;
            case OUTCOME_UNKNOWN -> ErrorCode.OUTCOME_UNKNOWN;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case OVER_SHARE -> ErrorCode.RATE_LIMITED;
            case STORE_UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
            case INTERNAL_ERROR -> ErrorCode.INTERNAL_ERROR;
        };
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

    /** A field of the item is called as it is in the request. */
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
