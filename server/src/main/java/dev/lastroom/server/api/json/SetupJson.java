package dev.lastroom.server.api.json;

import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.inventory.Names;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.ProblemException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the set-up of a hotel as JSON. Reading throws {@link ProblemException} naming the malformed field.
 */
public final class SetupJson {

    /** The fields of a property. */
    public static final List<String> PROPERTY_FIELDS =
            List.of("name", "timeZone", "currency", "businessDayEnds", "tags");

    /** The fields of a room type. */
    public static final List<String> ROOM_TYPE_FIELDS = List.of(
            "propertyId",
            "name",
            "description",
            "totalRooms",
            "pricePerNight",
            "depositPolicy",
            "cancellationPolicy",
            "images",
            "amenities",
            "maxOccupancy");

    /** The fields of an inventory change. */
    public static final List<String> INVENTORY_FIELDS = List.of(
            "from",
            "to",
            "totalRooms",
            "pricePerNight",
            "overbooking",
            "closed",
            "closedToArrival",
            "closedToDeparture",
            "minStay",
            "maxStay",
            "minAdvanceDays",
            "maxAdvanceDays");

    private SetupJson() {}

    public static Supplier<Property> readProperty(PropertyId id, JsonFields fields) {
        String name = fields.text("name", Names::check);
        ZoneId timeZone = fields.text("timeZone", Checks::timeZone);
        Currency currency = fields.text("currency", Checks::currency);
        LocalTime ends = Objects.requireNonNullElse(
                fields.optionalText("businessDayEnds", Checks::businessDayEnds), Property.BUSINESS_DAY_ENDS);
        List<String> texts = fields.texts("tags", PropertyTags::check);
        PropertyTags tags = fields.made(() -> new PropertyTags(texts), "tags");
        return () -> new Property(id, name, timeZone, currency, ends, tags);
    }

    public static Supplier<RoomType> readRoomType(RoomTypeId id, JsonFields fields) {
        String description = fields.optionalText("description", Names::checkDescription);
        PropertyId propertyId = fields.text("propertyId", PropertyId::new);
        String name = fields.text("name", Names::check);
        int totalRooms = (int) fields.integer("totalRooms", SetupJson::checkTotalRooms);
        long pricePerNight = fields.integer("pricePerNight", RoomType::checkPricePerNight);
        Terms terms = TermsJson.read(fields);
        Presentation presentation = readPresentation(fields);
        Integer maxOccupancy = fields.optionalInt("maxOccupancy", RoomType::checkMaxOccupancy);
        return () -> new RoomType(
                id,
                propertyId,
                name,
                description == null ? "" : description,
                totalRooms,
                pricePerNight,
                terms,
                presentation,
                maxOccupancy);
    }

    private static Presentation readPresentation(JsonFields fields) {
        List<Image> images = fields.objects("images", List.of("url", "description")).stream()
                .map(image -> {
                    String description = image.optionalText("description", Image::checkDescription);
                    String url = image.text("url", Image::checkUrl);
                    return image.made(
                            () -> new Image(url, description == null ? "" : description), "url", "description");
                })
                .toList();
        List<String> amenities = fields.texts("amenities", Presentation::checkAmenity);
        String tooMany = images.size() > Presentation.IMAGES_MAX ? "images" : "amenities";
        return fields.made(() -> new Presentation(images, amenities), tooMany, "images", "amenities");
    }

    public static Supplier<OpenNights> readInventory(RoomTypeId id, JsonFields fields, Precondition condition) {
        LocalDate from = fields.date("from");
        LocalDate to = fields.date("to");
        @Nullable Integer totalRooms = fields.optionalInt("totalRooms", RoomType::checkTotalRooms);
        @Nullable Long pricePerNight = fields.optionalInteger("pricePerNight", RoomType::checkPricePerNight);
        RulesChange rules = RulesJson.read(fields);
        return () ->
                Checks.checked("from", () -> new OpenNights(id, from, to, totalRooms, pricePerNight, rules, condition));
    }

    private static long checkTotalRooms(long rooms) {
        return RoomType.checkTotalRooms(Math.clamp(rooms, -1, Integer.MAX_VALUE));
    }

    public static ObjectNode property(Property property) {
        ObjectNode json = Json.object()
                .put("propertyId", property.id().value())
                .put("name", property.name())
                .put("timeZone", property.timeZone().getId())
                .put("currency", property.currency().getCurrencyCode())
                .put("businessDayEnds", property.businessDayEnds().toString());
        ArrayNode tags = json.putArray("tags");
        property.tags().values().forEach(tags::add);
        return json;
    }

    public static ObjectNode roomType(RoomType roomType) {
        ObjectNode json = Json.object()
                .put("roomTypeId", roomType.id().value())
                .put("propertyId", roomType.propertyId().value())
                .put("name", roomType.name())
                .put("description", roomType.description())
                .put("totalRooms", roomType.totalRooms())
                .put("pricePerNight", roomType.pricePerNight());
        TermsJson.addPolicies(json, roomType.terms());
        ArrayNode images = json.putArray("images");
        roomType.presentation()
                .images()
                .forEach(image -> images.addObject().put("url", image.url()).put("description", image.description()));
        ArrayNode amenities = json.putArray("amenities");
        roomType.presentation().amenities().forEach(amenities::add);
        return roomType.maxOccupancy() == null ? json : json.put("maxOccupancy", roomType.maxOccupancy());
    }

    public static ObjectNode night(Night night) {
        ObjectNode json = Json.object()
                .put("date", night.date().toString())
                .put("totalRooms", night.total())
                .put("bookedRooms", night.booked())
                .put("availableRooms", night.available())
                .put("pricePerNight", night.price());
        return RulesJson.add(json, night.rules());
    }
}
