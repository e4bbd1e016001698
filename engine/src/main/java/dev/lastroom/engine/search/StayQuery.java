package dev.lastroom.engine.search;

import dev.lastroom.engine.booking.DateRange;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.rules.StayRules;
import dev.lastroom.engine.search.Quote.NearStay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stay that a search asks for. It quotes a room type by the rules that decide a booking. Immutable and thread-safe.
 *
 * @param stay the nights
 * @param rooms how many rooms
 * @param guests how many guests; null if they are not counted
 * @param today the property's business day when the search is made
 * @param currency the property's currency
 */
public record StayQuery(Stay stay, int rooms, @Nullable Integer guests, LocalDate today, Currency currency) {

    /** How many days earlier or later another stay may begin. */
    private static final int DAYS_AWAY_MAX = 14;

    /** How many nights longer another stay may be, if a shortest stay requires it. */
    private static final int NIGHTS_MORE_MAX = 30;

    private static final int NEAREST_MAX = 3;

    /** The first night that a quote depends on. */
    public LocalDate from() {
        return from(stay);
    }

    public static LocalDate from(Stay stay) {
        LocalDate from = stay.start().minusDays(DAYS_AWAY_MAX);
        return from.isBefore(DateRange.DATE_MIN) ? DateRange.DATE_MIN : from;
    }

    /** The day after the last night that a quote depends on. */
    public LocalDate to() {
        return to(stay);
    }

    public static LocalDate to(Stay stay) {
        LocalDate to = stay.end().plusDays(DAYS_AWAY_MAX + (long) NIGHTS_MORE_MAX);
        return to.isAfter(DateRange.DATE_MAX) ? DateRange.DATE_MAX : to;
    }

    /** Whether {@code availability} alone is the whole quote, so that no night needs to be read. */
    public boolean isPlain(Availability availability) {
        return availability.availableRooms() >= rooms
                && !availability.hasRules()
                && !stay.start().isBefore(today)
                && takes(availability.roomType());
    }

    /** The quote of a room type whose availability is plain. */
    public Quote plain(Availability availability) {
        return new Quote(availability, true, null, List.of());
    }

    /**
     * The quote of a room type.
     *
     * @param open its open nights between {@link #from} and {@link #to}
     */
    public Quote quote(Availability availability, Collection<Night> open) {
        Map<LocalDate, Night> nights = byDate(open);
        RoomType roomType = availability.roomType();
        RestrictionViolated violation = StayRules.violation(roomType, nights::get, stay, rooms, guests, today);
        boolean bookable = violation == null && fits(availability);
        return new Quote(availability, bookable, violation, bookable ? List.of() : nearest(roomType, nights));
    }

    /**
     * Whether the stay can be booked.
     *
     * @param open the room type's open nights from the arrival to the night after the stay
     */
    public boolean isBookable(Availability availability, Collection<Night> open) {
        Map<LocalDate, Night> nights = byDate(open);
        return fits(availability)
                && StayRules.violation(availability.roomType(), nights::get, stay, rooms, guests, today) == null;
    }

    private boolean fits(Availability availability) {
        return availability.availableRooms() >= rooms && !stay.start().isBefore(today);
    }

    static Map<LocalDate, Night> byDate(Collection<Night> open) {
        return open.stream().collect(Collectors.toMap(Night::date, Function.identity()));
    }

    private List<NearStay> nearest(RoomType roomType, Map<LocalDate, Night> nights) {
        if (!takes(roomType)) {
            return List.of();
        }
        return others(nights)
                .filter(other -> isFree(nights, other))
                .filter(other -> StayRules.violation(roomType, nights::get, other, rooms, guests, today) == null)
                .limit(NEAREST_MAX)
                .map(other -> near(nights, other))
                .toList();
    }

    private boolean takes(RoomType roomType) {
        return guests == null || roomType.takes(guests, rooms);
    }

    /** Other stays ordered by distance from the stay searched for: the days between the arrivals plus the difference in nights. */
    private Stream<Stay> others(Map<LocalDate, Night> nights) {
        List<Stay> others = new ArrayList<>();
        for (int days = -DAYS_AWAY_MAX; days <= DAYS_AWAY_MAX; days++) {
            LocalDate start = stay.start().plusDays(days);
            Night arrival = nights.get(start);
            if (arrival != null && !start.isBefore(today)) {
                lengths(arrival.rules()).stream()
                        .filter(length -> !start.plusDays(length).isAfter(to()))
                        .map(length -> Stay.of(start, length))
                        .forEach(others::add);
            }
        }
        return others.stream()
                .filter(other -> !other.equals(stay))
                .sorted(Comparator.comparingLong(this::distance).thenComparing(Stay::start));
    }

    /** The length searched for, and one night less and more, as far as the rules on arrival allow. */
    private Set<Integer> lengths(NightRules rules) {
        Set<Integer> lengths = new TreeSet<>();
        if (rules.minStay() <= rules.maxStay()) {
            for (int length = stay.nights() - 1; length <= stay.nights() + 1; length++) {
                lengths.add(Math.clamp(length, rules.minStay(), rules.maxStay()));
            }
        }
        return lengths;
    }

    private long distance(Stay other) {
        return Math.abs(ChronoUnit.DAYS.between(stay.start(), other.start()))
                + Math.abs(stay.nights() - other.nights());
    }

    private boolean isFree(Map<LocalDate, Night> nights, Stay other) {
        return other.dates().stream().map(nights::get).allMatch(night -> night != null && night.available() >= rooms);
    }

    private NearStay near(Map<LocalDate, Night> nights, Stay other) {
        List<Night> its = other.dates().stream().map(nights::get).toList();
        long price = its.stream().mapToLong(Night::price).reduce(0, Math::addExact);
        int available = its.stream().mapToInt(Night::available).min().orElseThrow();
        return new NearStay(other, available, new Money(price, currency).times(rooms));
    }
}
