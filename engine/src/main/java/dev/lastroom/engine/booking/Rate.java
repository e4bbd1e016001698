package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.util.Currency;

/**
 * What a booking costs, and on which terms. Immutable and thread-safe.
 *
 * @param prices what one room costs in each night
 * @param total the price of all rooms and nights
 * @param terms what is asked for beside the price, as it was when the room type was chosen
 */
public record Rate(NightPrices prices, Money total, Terms terms) {

    /** The rate of this number of rooms. */
    static Rate of(NightPrices prices, int rooms, Currency currency, Terms terms) {
        return new Rate(prices, prices.total(rooms, currency), terms);
    }

    public Currency currency() {
        return total.currency();
    }
}
