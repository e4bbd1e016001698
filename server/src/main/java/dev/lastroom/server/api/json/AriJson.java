package dev.lastroom.server.api.json;

import dev.lastroom.engine.feed.Ari;
import dev.lastroom.engine.feed.Offering;
import dev.lastroom.engine.feed.SnapshotCursor;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.server.http.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes availability, rates and inventory as JSON. */
public final class AriJson {

    private AriJson() {}

    /** A page of a snapshot of a property. */
    public static ObjectNode snapshot(Property property, Ari.Snapshot snapshot) {
        SnapshotCursor next = snapshot.next();
        ObjectNode json = Json.object()
                .put("currency", property.currency().getCurrencyCode())
                .put("position", snapshot.position().toString());
        addNights(json, snapshot.nights());
        return json.put("nextCursor", next == null ? null : next.toString());
    }

    /** A page of changes. */
    public static ObjectNode changes(Ari.Changes changes) {
        ObjectNode json = Json.object().put("position", changes.position().toString());
        addNights(json, changes.nights());
        return json.put("hasMore", changes.hasMore());
    }

    private static void addNights(ObjectNode json, List<Offering> offerings) {
        ArrayNode nights = json.putArray("nights");
        for (Offering offering : offerings) {
            ObjectNode night = nights.addObject()
                    .put("roomTypeId", offering.roomTypeId().value())
                    .put("from", offering.from().toString())
                    .put("to", offering.to().toString())
                    .put("availableRooms", offering.available())
                    .put("pricePerNight", offering.price());
            ObjectNode _ = RulesJson.add(night, offering.rules());
        }
    }
}
