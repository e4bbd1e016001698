package dev.lastroom.engine.event;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.PropertyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of one change, before and after: one line of the log, from which everything can be counted again. It is
 * written in the transaction that makes the change. Immutable and thread-safe.
 *
 * @param what what has changed
 * @param at when
 * @param actor the owner whose API key caused it; for an expired hold or an offer, the owner of the booking
 * @param requestId the request that caused it
 */
public record Event(What what, Instant at, String actor, String requestId) {

    /** An event that a request caused. */
    public static Event of(Request<?> request, What what) {
        return new Event(
                what, request.at(), request.caller().owner(), request.caller().requestId());
    }

    /** The owner of the booking, waitlist entry or allotment; null for an event about the hotel. */
    public @Nullable String owner() {
        return switch (what) {
            case BookingEvent event -> event.after().owner();
            case WaitlistEvent event -> event.after().owner();
            case AllotmentEvent event -> event.after().allotment().owner();
            case PropertyEvent _, RoomTypeEvent _, NightsEvent _ -> null;
        };
    }

    /** The property; null for an event that names only a room type. */
    public @Nullable PropertyId propertyId() {
        return switch (what) {
            case BookingEvent event -> event.after().propertyId();
            case WaitlistEvent event -> event.after().propertyId();
            case AllotmentEvent event -> event.after().allotment().propertyId();
            case PropertyEvent event -> event.after().id();
            case RoomTypeEvent event -> event.after().propertyId();
            case NightsEvent _ -> null;
        };
    }

    /**
     * The subject of an event. Each kind has the values after, and the values before, which are null or empty if there
     * were none.
     */
    public sealed interface What
            permits BookingEvent, WaitlistEvent, PropertyEvent, RoomTypeEvent, NightsEvent, AllotmentEvent {

        /** The event's name, the same in every store and for every reader: the thing and what happened to it. */
        String name();
    }
}
