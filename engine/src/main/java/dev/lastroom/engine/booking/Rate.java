package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a booking costs, and on which terms. Immutable and thread-safe.
 *
 * @param prices what each room costs in each night
 * @param total the price of all rooms and nights
 * @param terms what is asked for beside the price, as it was when the room type was chosen
 * @param leastFee what a guest who does not come owes at least: a fee that was due before a change; null if no change has
 *     lowered one
 * @param repricedAt when a late reinstatement gave the booking the price and terms of that day; null if none did
 */
public record Rate(
        NightPrices prices,
        Money total,
        Terms terms,
        @Nullable Money leastFee,
        @Nullable Instant repricedAt) {

    /** The rate of a new booking of {@code rooms} rooms. */
    public static Rate of(NightPrices prices, int rooms, Currency currency, Terms terms) {
        return new Rate(prices, prices.total(rooms, currency), terms, null, null);
    }

    /** The rate after a change, with the fee that was due before it if it was more. */
    public Rate changed(NightPrices newPrices, int rooms, Terms newTerms) {
        return new Rate(newPrices, newPrices.total(rooms, currency()), newTerms, leastFee, repricedAt);
    }

    /** The same, under which a guest who does not come owes {@code fee} at least. */
    public Rate withLeastFee(@Nullable Money fee) {
        return new Rate(prices, total, terms, fee, repricedAt);
    }

    /** The rate of a booking that is reinstated late, with the price and the terms of {@code at}. */
    public Rate renewed(NightPrices newPrices, int rooms, Terms newTerms, Instant at) {
        return new Rate(newPrices, newPrices.total(rooms, currency()), newTerms, leastFee, at);
    }

    public Currency currency() {
        return total.currency();
    }
}
