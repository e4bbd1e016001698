package dev.lastroom.engine.webhook;

import dev.lastroom.engine.event.EventTypes;
import dev.lastroom.engine.inventory.PropertyId;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which events a webhook receives. Immutable and thread-safe.
 *
 * @param types the names of the events, in order; none for all
 * @param propertyIds the properties that they are about, in order; none for all
 */
public record EventFilter(List<String> types, List<PropertyId> propertyIds) {

    /** The most properties of a filter. */
    public static final int PROPERTIES_MAX = 100;

    /** Every event. */
    public static final EventFilter ALL = new EventFilter(List.of(), List.of());

    /** @throws IllegalArgumentException if there are too many properties */
    public EventFilter {
        types = types.stream().distinct().sorted().toList();
        propertyIds = propertyIds.stream().distinct().sorted().toList();
        if (propertyIds.size() > PROPERTIES_MAX) {
            throw new IllegalArgumentException("must have at most " + PROPERTIES_MAX + " properties");
        }
    }

    /**
     * Checks the name of an event.
     *
     * @throws IllegalArgumentException if no event has this name
     */
    public static String checkType(String type) {
        if (!EventTypes.ALL.contains(type)) {
            throw new IllegalArgumentException("must be the type of an event, such as booking.booked");
        }
        return type;
    }

    /** Whether every event passes. */
    public boolean isAll() {
        return types.isEmpty() && propertyIds.isEmpty();
    }

    /**
     * Whether an event passes.
     *
     * @param type its name
     * @param propertyId finds the property that it is about; null if that is unknown
     */
    public boolean passes(String type, Supplier<@Nullable PropertyId> propertyId) {
        return isIn(types, type) && (propertyIds.isEmpty() || isIn(propertyIds, propertyId.get()));
    }

    private static <T> boolean isIn(Collection<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
