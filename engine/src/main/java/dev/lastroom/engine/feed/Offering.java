package dev.lastroom.engine.feed;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive nights of a room type that offer the same. Immutable and thread-safe.
 *
 * @param roomTypeId the room type
 * @param from the first
 * @param to the day after the last
 * @param available how many rooms of each can be sold, with the overbooking allowance
 * @param price the price of a room on each, in minor units of the property's currency
 * @param rules the rules by which each is sold, without the copy of the next night's rule
 */
public record Offering(
        RoomTypeId roomTypeId, LocalDate from, LocalDate to, int available, long price, NightRules rules) {

    /** Joins equal neighbours of nights that come by room type and date. */
    static List<Offering> of(List<Night> nights) {
        List<Offering> offerings = new ArrayList<>();
        for (Night night : nights) {
            Offering one = of(night);
            if (!offerings.isEmpty() && offerings.getLast().goesOnWith(one)) {
                one = offerings.removeLast().until(one.to());
            }
            offerings.add(one);
        }
        return offerings;
    }

    private static Offering of(Night night) {
        return new Offering(
                night.roomTypeId(),
                night.date(),
                night.date().plusDays(1),
                night.available(),
                night.price(),
                night.rules().withLastNight(NightRules.NONE.lastNight()));
    }

    private Offering until(LocalDate end) {
        return new Offering(roomTypeId, from, end, available, price, rules);
    }

    private boolean goesOnWith(Offering next) {
        return roomTypeId.equals(next.roomTypeId)
                && to.equals(next.from)
                && available == next.available
                && price == next.price
                && rules.equals(next.rules);
    }
}
