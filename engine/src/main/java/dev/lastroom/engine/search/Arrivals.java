package dev.lastroom.engine.search;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.rules.StayRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a property offers to guests, by the date on which they arrive. Immutable and thread-safe.
 *
 * @param property the property
 * @param dates one for each date of arrival that was asked for, in order
 */
public record Arrivals(Property property, List<Arrival> dates) {

    /** The longest stay that it looks for. */
    public static final int NIGHTS_MAX = 30;

    public Arrivals {
        dates = List.copyOf(dates);
    }

    /**
     * What it offers to guests who arrive on a date.
     *
     * @param date the day of arrival
     * @param lengths the numbers of nights for which a stay can be booked, shortest first; none if none can
     * @param cheapest the cheapest of the shortest stays; null if none can be booked
     * @param violation the rule that stands in the way where there are rooms but no stay can be booked, else null
     */
    public record Arrival(
            LocalDate date,
            List<Integer> lengths,
            @Nullable Cheapest cheapest,
            @Nullable RestrictionViolated violation) {

        public Arrival {
            lengths = List.copyOf(lengths);
        }
    }

    /** The cheapest of the shortest stays. */
    public record Cheapest(RoomTypeId roomTypeId, int nights, Money totalPrice) {}

    /** The open nights of a room type. */
    public record Nights(RoomType roomType, Map<LocalDate, Night> open) {

        public static Nights of(RoomType roomType, Collection<Night> open) {
            return new Nights(roomType, StayQuery.byDate(open));
        }
    }

    /**
     * What a search's dates of arrival offer.
     *
     * @param search the dates of arrival are those of its stay
     * @param nightsMin the shortest stay to look for
     * @param nightsMax the longest
     */
    public static Arrivals of(Property property, StayQuery search, int nightsMin, int nightsMax, List<Nights> nights) {
        List<Arrival> arrivals = new ArrayList<>();
        for (LocalDate date : search.stay().dates()) {
            Finder finder = new Finder(search, date, nightsMin, nightsMax);
            nights.forEach(finder::look);
            arrivals.add(finder.found());
        }
        return new Arrivals(property, arrivals);
    }

    /** Looks for stays from one date on, room type by room type. */
    private static final class Finder {
        private final StayQuery search;
        private final LocalDate date;
        private final int nightsMin;
        private final int nightsMax;
        private final SortedSet<Integer> lengths = new TreeSet<>();
        private @Nullable Cheapest cheapest;
        private @Nullable RestrictionViolated violation;

        private Finder(StayQuery search, LocalDate date, int nightsMin, int nightsMax) {
            this.search = search;
            this.date = date;
            this.nightsMin = nightsMin;
            this.nightsMax = nightsMax;
        }

        private void look(Nights nights) {
            if (date.isBefore(search.today())) {
                return;
            }
            long price = 0;
            for (int length = 1; length <= nightsMax; length++) {
                Night last = nights.open().get(date.plusDays(length - 1L));
                if (last == null || last.available() < search.rooms()) {
                    return;
                }
                price = Math.addExact(price, last.price());
                if (length >= nightsMin) {
                    judge(nights, length, price);
                }
            }
        }

        private void judge(Nights nights, int length, long price) {
            RestrictionViolated why = StayRules.violation(
                    nights.roomType(),
                    nights.open()::get,
                    Stay.of(date, length),
                    search.rooms(),
                    search.guests(),
                    search.today());
            if (why == null) {
                lengths.add(length);
                compare(new Cheapest(
                        nights.roomType().id(), length, new Money(price, search.currency()).times(search.rooms())));
            } else if (violation == null) {
                violation = why;
            }
        }

        private void compare(Cheapest other) {
            if (cheapest == null
                    || other.nights() < cheapest.nights()
                    || (other.nights() == cheapest.nights()
                            && other.totalPrice().minor()
                                    < cheapest.totalPrice().minor())) {
                cheapest = other;
            }
        }

        private Arrival found() {
            return new Arrival(date, List.copyOf(lengths), cheapest, cheapest == null ? violation : null);
        }
    }
}
