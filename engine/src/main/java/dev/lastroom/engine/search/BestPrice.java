package dev.lastroom.engine.search;

import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.money.Money;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest room type of a property in which a stay can be booked. Immutable and thread-safe.
 *
 * @param property the property
 * @param availability the room type, its rooms and its price
 */
public record BestPrice(Property property, Availability availability) {

    /** The price of the whole stay for the requested rooms. */
    public Money price() {
        return Objects.requireNonNull(availability.totalPrice());
    }

    /** Its place among those of other properties. */
    public Place place() {
        return new Place(price(), property.id());
    }

    /**
     * A place in a list of properties, cheapest first. Prices of different currencies are not compared: the currencies
     * come one after another. Its text is the cursor of a page. Immutable and thread-safe.
     */
    public record Place(Money price, PropertyId propertyId) implements Comparable<Place> {

        private static final Comparator<Place> CHEAPEST_FIRST = Comparator.comparing(
                        (Place place) -> place.price().currency().getCurrencyCode())
                .thenComparingLong(place -> place.price().minor())
                .thenComparing(Place::propertyId);

        /**
         * Parses a cursor.
         *
         * @throws IllegalArgumentException if it is not the text of a place
         */
        public static Place parse(String text) {
            try {
                String[] parts = text.split(":", -1);
                return new Place(
                        new Money(Long.parseLong(parts[1]), Currency.getInstance(parts[0])), new PropertyId(parts[2]));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("must be the nextCursor of a page", e);
            }
        }

        @Override
        public int compareTo(Place other) {
            return CHEAPEST_FIRST.compare(this, other);
        }

        @Override
        public String toString() {
            return price.currency().getCurrencyCode() + ":" + price.minor() + ":" + propertyId;
        }
    }

    /**
     * The best price of a property.
     *
     * @param property the property
     * @param price its cheapest room type; null if none can be booked
     */
    public record OfProperty(Property property, @Nullable BestPrice price) {

        /** That of a property's bookable room types: the cheapest, and of equal ones the first. */
        public static OfProperty of(Property property, Collection<Availability> bookable) {
            return new OfProperty(
                    property,
                    bookable.stream()
                            .map(one -> new BestPrice(property, one))
                            .min(Comparator.comparingLong(best -> best.price().minor()))
                            .orElse(null));
        }
    }
}
