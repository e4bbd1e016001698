package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;

import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import java.util.List;

/** The rows of {@code room_type}: the only place in the stores that defines how a room type is kept. */
public final class RoomTypeTable {

    public static final Table<RoomType> ROOM_TYPES = new Table<>();

    private static final Column<RoomType, RoomTypeId> ID = ROOM_TYPES.text(FIXED, "id", RoomType::id, RoomTypeId::new);
    private static final Column<RoomType, PropertyId> PROPERTY_ID =
            ROOM_TYPES.text(FIXED, "property_id", RoomType::propertyId, PropertyId::new);
    private static final Column<RoomType, String> NAME = ROOM_TYPES.free(CHANGES, "name", RoomType::name);
    private static final Column<RoomType, String> DESCRIPTION =
            ROOM_TYPES.free(CHANGES, "description", RoomType::description);
    private static final Column<RoomType, Integer> TOTAL_ROOMS =
            ROOM_TYPES.integer(CHANGES, "total_rooms", RoomType::totalRooms);
    private static final Column<RoomType, Long> PRICE_PER_NIGHT =
            ROOM_TYPES.number(CHANGES, "price_per_night_minor", RoomType::pricePerNight);
    private static final Column<RoomType, DepositPolicy> DEPOSIT_POLICY = ROOM_TYPES.text(
            CHANGES, "deposit_policy", r -> r.terms().deposit(), StoredTerms::write, StoredTerms::deposit);
    private static final Column<RoomType, CancellationPolicy> CANCELLATION_POLICY = ROOM_TYPES.text(
            CHANGES,
            "cancellation_policy",
            r -> r.terms().cancellation(),
            StoredTerms::write,
            StoredTerms::cancellation);
    private static final Column<RoomType, List<Image>> IMAGES = ROOM_TYPES.free(
            CHANGES, "images", r -> r.presentation().images(), StoredPresentation::images, StoredPresentation::images);
    private static final Column<RoomType, List<String>> AMENITIES = ROOM_TYPES.free(
            CHANGES,
            "amenities",
            r -> r.presentation().amenities(),
            StoredPresentation::lines,
            StoredPresentation::lines);
    private static final Column<RoomType, Integer> MAX_OCCUPANCY =
            ROOM_TYPES.integer(CHANGES, "max_occupancy", RoomType::maxOccupancy);

    private RoomTypeTable() {}

    /** Reads a row. */
    public static <X extends Exception> RoomType read(Row<X> row) throws X {
        return new RoomType(
                row.get(ID),
                row.get(PROPERTY_ID),
                row.get(NAME),
                row.get(DESCRIPTION),
                row.get(TOTAL_ROOMS),
                row.get(PRICE_PER_NIGHT),
                new Terms(row.optional(DEPOSIT_POLICY), row.optional(CANCELLATION_POLICY)),
                new Presentation(row.get(IMAGES), row.get(AMENITIES)),
                row.optional(MAX_OCCUPANCY));
    }
}
