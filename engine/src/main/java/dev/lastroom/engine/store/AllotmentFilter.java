package dev.lastroom.engine.store;

import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import org.jspecify.annotations.Nullable;

/**
 * Selects allotments; null means any.
 *
 * @param owner only allotments on which API keys of this owner may draw
 */
public record AllotmentFilter(
        @Nullable String owner,
        @Nullable PropertyId propertyId,
        @Nullable RoomTypeId roomTypeId) {

    /** All allotments. */
    public static final AllotmentFilter ALL = new AllotmentFilter(null, null, null);
}
