package dev.lastroom.engine.event;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.PropertyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has changed, as it was and as it is: one line of the log from which all can be counted again. It is
 * written in the transaction that makes the change. Immutable and thread-safe.
 *
 * @param what what has changed
 * @param at when
 * @param actor whose API key did it; for a hold that ended by itself and an offer, whose it is
 * @param requestId the request that did it
 */
public record Event(What what, Instant at, String actor, String requestId) {

    /** An event that a request has brought about. */
    public static Event of(Request<?> request, What what) {
        return new Event(
                what, request.at(), request.caller().owner(), request.caller().requestId());
    }

    /** Whose bookings, entries of waitlists or allotment it is about; null where it is about the hotel. */
    public @Nullable String owner() {
        return switch (what) {
            case BookingEvent event -> event.after().owner();
            case WaitlistEvent event -> event.after().owner();
            case AllotmentEvent event -> event.after().allotment().owner();
            case PropertyEvent _, RoomTypeEvent _, NightsEvent _ -> null;
        };
    }

    /** The property that it is about; null where it names only a room type. */
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

    /** What can change: each kind has the values of before, null or none where there was nothing, and of after. */
    public sealed interface What
            permits BookingEvent, WaitlistEvent, PropertyEvent, RoomTypeEvent, NightsEvent, AllotmentEvent {

        /** Its name, the same in every store and for every reader: the thing and what happened to it. */
        String name();
    }
}
