package dev.lastroom.store.postgres;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The remembered nights of one room type, day by day. The count, which every booking changes, is a number in an array
 * and not an object: replacing old objects tens of thousands of times a second would keep a garbage collector busy.
 * Thread-safe.
 */
final class RememberedNights {

    /** Five years. Rooms are not sold so far ahead, and a night in the year 9999 must not need an array up to it. */
    static final int DAYS_MAX = 5 * 366;

    private final RoomTypeId roomTypeId;
    private final LocalDate first;
    private int[] booked = new int[0];
    private @Nullable NightFacts[] factsOfDays = new @Nullable NightFacts[0];

    /** All of a night except its count. Nights in a row with the same facts share one. */
    private record NightFacts(int total, long price, NightRules rules) {}

    /** Remembers nights from {@code first} on. */
    RememberedNights(RoomTypeId roomTypeId, LocalDate first) {
        this.roomTypeId = roomTypeId;
        this.first = first;
    }

    synchronized @Nullable Night get(LocalDate date) {
        int day = day(date);
        NightFacts facts = facts(day);
        return facts == null
                ? null
                : new Night(roomTypeId, date, facts.total(), booked[day], facts.price(), facts.rules());
    }

    /** Adds to the rooms booked on a night, if it is remembered, within what the night can have. */
    synchronized void add(LocalDate date, int rooms) {
        int day = day(date);
        NightFacts facts = facts(day);
        if (facts != null) {
            booked[day] = Math.clamp(
                    (long) booked[day] + rooms, 0, facts.total() + facts.rules().overbooking());
        }
    }

    /** Records the current state of a night, unless it is before the first or too far ahead. */
    synchronized void put(Night night) {
        int day = day(night.date());
        if (day < 0) {
            return;
        }
        if (day >= factsOfDays.length) {
            int length = Math.min(DAYS_MAX, Math.max(day + 1, 2 * factsOfDays.length));
            booked = Arrays.copyOf(booked, length);
            factsOfDays = Arrays.copyOf(factsOfDays, length);
        }
        booked[day] = night.booked();
        NightFacts facts = new NightFacts(night.total(), night.price(), night.rules());
        if (!facts.equals(factsOfDays[day])) {
            NightFacts dayBefore = day == 0 ? null : factsOfDays[day - 1];
            factsOfDays[day] = facts.equals(dayBefore) ? dayBefore : facts;
        }
    }

    /** The number of days that the arrays cover. */
    synchronized int days() {
        return factsOfDays.length;
    }

    private @Nullable NightFacts facts(int day) {
        return day < 0 || day >= factsOfDays.length ? null : factsOfDays[day];
    }

    /** The index of a night, or a negative number if it has none. */
    private int day(LocalDate date) {
        long day = ChronoUnit.DAYS.between(first, date);
        return day >= 0 && day < DAYS_MAX ? (int) day : -1;
    }
}
