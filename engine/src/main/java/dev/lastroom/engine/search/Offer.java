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
public record Offer(Property property, Availability availability) {

    /** Offers by price. Prices of different currencies are not compared: the currencies come one after another. */
    public static final Comparator<Offer> CHEAPEST_FIRST = Comparator.comparing(
                    (Offer offer) -> offer.price().currency().getCurrencyCode())
            .thenComparingLong(offer -> offer.price().minor())
            .thenComparing(offer -> offer.property().id());

    /** The price of the whole stay for the requested rooms. */
    public Money price() {
        return Objects.requireNonNull(availability.totalPrice());
    }

    /**
     * What a property offers for a stay.
     *
     * @param property the property
     * @param cheapest its cheapest room type; null if none can be booked
     */
    public record Best(Property property, @Nullable Offer cheapest) {

        /** The best of a property's bookable room types: the cheapest, and of equal ones the first. */
        static Best of(Property property, Collection<Availability> bookable) {
            return new Best(
                    property,
                    bookable.stream()
                            .map(one -> new Offer(property, one))
                            .min(Comparator.comparingLong(offer -> offer.price().minor()))
                            .orElse(null));
        }
    }
}
