package dev.lastroom.engine.search;

import dev.lastroom.engine.inventory.Property;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a search: what each room type of a property offers, all in one state that existed. Immutable and
 * thread-safe.
 *
 * @param property the property
 * @param search the stay that was searched for
 * @param quotes one for each room type, by room type
 * @param asOf the time for which holds and releases are judged
 * @param fromMemory whether it comes from memory, not from the database
 */
public record Found(Property property, StayQuery search, List<Quote> quotes, Instant asOf, boolean fromMemory) {

    public Found {
        quotes = List.copyOf(quotes);
    }

    /** Whether it depends on the nights of the stay alone: it shows no other stays, and no rule applies. */
    public boolean isOfStayAlone() {
        return quotes.stream().allMatch(quote -> search.isPlain(quote.availability()));
    }

    /** The cheapest room type in which the stay can be booked, if there is one. */
    public BestPrice.OfProperty bestPrice() {
        return BestPrice.OfProperty.of(
                property,
                quotes.stream().filter(Quote::bookable).map(Quote::availability).toList());
    }
}
