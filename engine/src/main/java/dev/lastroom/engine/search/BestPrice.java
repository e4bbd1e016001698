package dev.lastroom.engine.search;

import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.money.Money;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest room type of a property in which a stay can be booked. Immutable and thread-safe.
 *
 * @param property the property
 * @param availability the room type, its rooms and its price
 */
public record BestPrice(Property property, Availability availability) {

    /** By price. Prices of different currencies are not compared: the currencies come one after another. */
    public static final Comparator<BestPrice> CHEAPEST_FIRST = Comparator.comparing(
                    (BestPrice best) -> best.price().currency().getCurrencyCode())
            .thenComparingLong(best -> best.price().minor())
            .thenComparing(best -> best.property().id());

    /** The price of the whole stay for the requested rooms. */
    public Money price() {
        return Objects.requireNonNull(availability.totalPrice());
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
