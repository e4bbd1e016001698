package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Decision} that checks a stay against the rules of its nights. A night that is not open has no
 * rules here; other parts report that it has no rooms either.
 */
public final class StayRules {

    private StayRules() {}

    /** How a stay looks up its nights. */
    @FunctionalInterface
    public interface NightLookup extends Function<LocalDate, @Nullable Night> {}

    /** The nights of a room type, as a decision sees them. */
    static NightLookup nights(State state, RoomType roomType) {
        return date -> state.night(new NightKey(roomType.id(), date));
    }

    /** Why a stay cannot be booked at all: the first rule that it breaks; null if it breaks none. */
    public static @Nullable RestrictionViolated violation(
            RoomType roomType, NightLookup nights, Stay stay, int rooms, @Nullable Integer guests, LocalDate today) {
        RestrictionViolated why = occupancy(roomType, stay, rooms, guests);
        if (why == null) {
            why = arrival(roomType, nights, stay, today);
        }
        if (why == null) {
            why = closed(roomType, nights, stay.dates());
        }
        if (why == null) {
            why = tooShort(roomType, nights, stay);
        }
        if (why == null) {
            why = tooLong(roomType, nights, stay);
        }
        return why != null ? why : departure(roomType, nights, stay);
    }

    /**
     * Why a change is refused. A booking keeps what it has, whatever the rules say now: a change towards the required
     * length is never refused for being still too short or too long.
     */
    static @Nullable RestrictionViolated violation(
            State state, RoomType roomType, Booking before, Booking after, List<LocalDate> more, LocalDate today) {
        NightLookup nights = nights(state, roomType);
        boolean isOtherType = !before.roomTypeId().equals(after.roomTypeId());
        boolean isOtherStart =
                isOtherType || !before.stay().start().equals(after.stay().start());
        boolean isOtherEnd =
                isOtherType || !before.stay().end().equals(after.stay().end());
        boolean areCloser = isOtherType
                || after.rooms() < before.rooms()
                || isMore(before.roomStay().guests(), after.roomStay().guests());
        RestrictionViolated why = areCloser
                ? occupancy(
                        roomType, after.stay(), after.rooms(), after.roomStay().guests())
                : null;
        if (why == null && isOtherStart) {
            why = arrival(roomType, nights, after.stay(), today);
        }
        if (why == null) {
            why = closed(roomType, nights, more);
        }
        int moreNights = after.stay().nights() - before.stay().nights();
        if (why == null && (isOtherStart || moreNights < 0)) {
            why = tooShort(roomType, nights, after.stay());
        }
        if (why == null && (isOtherType || moreNights > 0)) {
            why = tooLong(roomType, nights, after.stay());
        }
        return why == null && isOtherEnd ? departure(roomType, nights, after.stay()) : why;
    }

    private static boolean isMore(@Nullable Integer before, @Nullable Integer after) {
        return after != null && (before == null || after > before);
    }

    private static @Nullable RestrictionViolated occupancy(
            RoomType roomType, Stay stay, int rooms, @Nullable Integer guests) {
        return guests == null || roomType.takes(guests, rooms) ? null : tooManyGuests(roomType, stay);
    }

    /** The refusal of more guests than the rooms of the type take. */
    static RestrictionViolated tooManyGuests(RoomType roomType, Stay stay) {
        return violated(
                roomType, stay.start(), Restriction.MAX_OCCUPANCY, Objects.requireNonNull(roomType.maxOccupancy()));
    }

    private static @Nullable RestrictionViolated arrival(
            RoomType roomType, NightLookup nights, Stay stay, LocalDate today) {
        LocalDate start = stay.start();
        NightRules rules = rules(nights, start);
        long ahead = ChronoUnit.DAYS.between(today, start);
        if (rules.closedToArrival()) {
            return violated(roomType, start, Restriction.CLOSED_TO_ARRIVAL, 0);
        }
        if (ahead < rules.minAdvanceDays()) {
            return violated(roomType, start, Restriction.MIN_ADVANCE_DAYS, rules.minAdvanceDays());
        }
        if (ahead > rules.maxAdvanceDays() && rules.maxAdvanceDays() < NightRules.ADVANCE_DAYS_MAX) {
            return violated(roomType, start, Restriction.MAX_ADVANCE_DAYS, rules.maxAdvanceDays());
        }
        return null;
    }

    private static @Nullable RestrictionViolated closed(RoomType roomType, NightLookup nights, List<LocalDate> dates) {
        return dates.stream()
                .filter(date -> rules(nights, date).closed())
                .findFirst()
                .map(date -> violated(roomType, date, Restriction.CLOSED, 0))
                .orElse(null);
    }

    private static @Nullable RestrictionViolated tooShort(RoomType roomType, NightLookup nights, Stay stay) {
        int minStay = rules(nights, stay.start()).minStay();
        return stay.nights() < minStay ? violated(roomType, stay.start(), Restriction.MIN_STAY, minStay) : null;
    }

    private static @Nullable RestrictionViolated tooLong(RoomType roomType, NightLookup nights, Stay stay) {
        int maxStay = rules(nights, stay.start()).maxStay();
        return stay.nights() > maxStay ? violated(roomType, stay.start(), Restriction.MAX_STAY, maxStay) : null;
    }

    private static @Nullable RestrictionViolated departure(RoomType roomType, NightLookup nights, Stay stay) {
        return rules(nights, stay.end().minusDays(1)).lastNight()
                ? null
                : violated(roomType, stay.end(), Restriction.CLOSED_TO_DEPARTURE, 0);
    }

    private static NightRules rules(NightLookup nights, LocalDate date) {
        Night night = nights.apply(date);
        return night == null ? NightRules.NONE : night.rules();
    }

    private static RestrictionViolated violated(RoomType roomType, LocalDate date, Restriction rule, int value) {
        return new RestrictionViolated(roomType.id(), date, rule, value);
    }
}
