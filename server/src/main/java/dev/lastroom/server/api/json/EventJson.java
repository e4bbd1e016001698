package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.NightsEvent.Span;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.server.http.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as JSON. Bookings and other parts have the same form as everywhere else. */
public final class EventJson {

    private EventJson() {}

    public static ObjectNode event(Recorded recorded) {
        Event event = recorded.event();
        ObjectNode json = Json.object()
                .put("eventId", recorded.id().toString())
                .put("type", event.what().name())
                .put("at", event.at().toString())
                .put("actor", event.actor())
                .put("requestId", event.requestId());
        switch (event.what()) {
            case BookingEvent it -> change(json, it.before(), it.after(), EventJson::booking);
            case WaitlistEvent it -> change(json, it.before(), it.after(), WaitlistJson::entry);
            case PropertyEvent it -> change(json, it.before(), it.after(), SetupJson::property);
            case RoomTypeEvent it -> change(json, it.before(), it.after(), SetupJson::roomType);
            case AllotmentEvent it -> change(json, it.before(), it.after(), AllotmentJson::side);
            case NightsEvent it -> change(json, it.before(), it.after(), spans -> nights(it.roomTypeId(), spans));
        }
        return json;
    }

    private static <T> void change(ObjectNode json, @Nullable T before, T after, Function<T, ObjectNode> write) {
        json.set("before", before == null ? null : write.apply(before));
        json.set("after", write.apply(after));
    }

    private static ObjectNode booking(Booking booking) {
        ObjectNode json = BookingJson.booking(booking);
        BookingJson.addNights(json, booking);
        return json;
    }

    private static ObjectNode nights(RoomTypeId roomTypeId, List<Span> spans) {
        ObjectNode json = Json.object().put("roomTypeId", roomTypeId.value());
        ArrayNode nights = json.putArray("nights");
        for (Span span : spans) {
            ObjectNode night = Json.object()
                    .put("from", span.from().toString())
                    .put("to", span.to().toString())
                    .put("totalRooms", span.total())
                    .put("pricePerNight", span.price());
            nights.add(RulesJson.add(night, span.rules()));
        }
        return json;
    }
}
