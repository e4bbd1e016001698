package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A booking's price and terms. Immutable and thread-safe.
 *
 * @param prices what each room costs on each night
 * @param total the price of all rooms and nights
 * @param terms the terms in addition to the price, as they were when the room type was chosen
 * @param leastFee the least that a guest who does not come owes: a fee that was due before a change; null if no change
 *     has lowered one
 * @param repricedAt when a late reinstatement gave the booking that day's price and terms; null if none did
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

    /** The rate after a change. It keeps the fee that was due before, if that was more. */
    public Rate changed(NightPrices newPrices, int rooms, Terms newTerms) {
        return new Rate(newPrices, newPrices.total(rooms, currency()), newTerms, leastFee, repricedAt);
    }

    /** The same rate, with at least {@code fee} due from a guest who does not come. */
    public Rate withLeastFee(@Nullable Money fee) {
        return new Rate(prices, total, terms, fee, repricedAt);
    }

    /** The rate of a booking reinstated late, with the price and terms of {@code at}. */
    public Rate renewed(NightPrices newPrices, int rooms, Terms newTerms, Instant at) {
        return new Rate(newPrices, newPrices.total(rooms, currency()), newTerms, leastFee, at);
    }

    public Currency currency() {
        return total.currency();
    }
}
