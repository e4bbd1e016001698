package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;

/** The rows of {@code property}: the only place in the stores that defines how a property is kept. */
public final class PropertyTable {

    public static final Table<Property> PROPERTIES = new Table<>();

    private static final Column<Property, PropertyId> ID = PROPERTIES.text(FIXED, "id", Property::id, PropertyId::new);
    private static final Column<Property, String> NAME = PROPERTIES.free(CHANGES, "name", Property::name);
    private static final Column<Property, ZoneId> TIME_ZONE =
            PROPERTIES.text(CHANGES, "time_zone", Property::timeZone, ZoneId::of);
    private static final Column<Property, Currency> CURRENCY =
            PROPERTIES.text(CHANGES, "currency", Property::currency, Currency::getInstance);
    private static final Column<Property, LocalTime> BUSINESS_DAY_ENDS =
            PROPERTIES.text(CHANGES, "business_day_ends", Property::businessDayEnds, LocalTime::parse);
    private static final Column<Property, PropertyTags> TAGS =
            PROPERTIES.text(CHANGES, "tags", Property::tags, PropertyTable::text, PropertyTable::tags);

    private PropertyTable() {}

    /** Reads a row. */
    public static <X extends Exception> Property read(Row<X> row) throws X {
        return new Property(
                row.get(ID),
                row.get(NAME),
                row.get(TIME_ZONE),
                row.get(CURRENCY),
                // The events of earlier versions lack these two.
                Objects.requireNonNullElse(row.optional(BUSINESS_DAY_ENDS), Property.BUSINESS_DAY_ENDS),
                Objects.requireNonNullElse(row.optional(TAGS), PropertyTags.NONE));
    }

    /** Each tag with a space on either side, so that a tag is found as such. */
    private static String text(PropertyTags tags) {
        return tags.values().isEmpty() ? "" : " " + String.join(" ", tags.values()) + " ";
    }

    private static PropertyTags tags(String text) {
        return text.isEmpty()
                ? PropertyTags.NONE
                : new PropertyTags(Arrays.asList(text.strip().split(" ", -1)));
    }
}
