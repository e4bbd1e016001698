package dev.lastroom.engine.event;

import dev.lastroom.engine.inventory.Property;
import org.jspecify.annotations.Nullable;

/**
 * A property is new or has changed. Immutable and thread-safe.
 *
 * @param before the property until then; null if it is new
 * @param after the property from then on
 */
public record PropertyEvent(@Nullable Property before, Property after) implements Event.What {

    /** The name of these events. */
    public static final String NAME = "property.saved";

    @Override
    public String name() {
        return NAME;
    }
}
