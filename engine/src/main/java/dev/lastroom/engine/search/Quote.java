package dev.lastroom.engine.search;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room type's rooms, price and rules for the stay that a search asks for. Immutable and thread-safe.
 *
 * @param availability how many rooms there are, and what they cost
 * @param bookable whether the stay could be booked now
 * @param violation the first rule that it breaks; null if it breaks none
 * @param nearest the nearest stays that could be booked; none if the stay itself can be
 */
public record Quote(
        Availability availability,
        boolean bookable,
        @Nullable RestrictionViolated violation,
        List<NearStay> nearest) {

    public Quote {
        nearest = List.copyOf(nearest);
    }

    /**
     * Another stay that could be booked.
     *
     * @param availableRooms the fewest free rooms on any of its nights
     * @param totalPrice the price of the whole stay for the requested rooms
     */
    public record NearStay(Stay stay, int availableRooms, Money totalPrice) {}
}
