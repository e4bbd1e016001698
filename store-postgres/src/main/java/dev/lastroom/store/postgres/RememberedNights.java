package dev.lastroom.store.postgres;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nights of one room type, day by day. What every booking changes is a number in an array, not an object: old objects
 * that are replaced tens of thousands of times a second keep a garbage collector busy. Thread-safe.
 */
final class RememberedNights {

    /** Five years. Nobody sells a room so far ahead, and a night of the year 9999 needs no array up to it. */
    static final int DAYS_MAX = 5 * 366;

    private final RoomTypeId roomTypeId;
    private final LocalDate first;
    private int[] booked = new int[0];
    private @Nullable Offer[] offers = new @Nullable Offer[0];

    /** All of a night but its count. Nights that are offered alike share one. */
    private record Offer(int total, long price, NightRules rules) {}

    /** Remembers nights from {@code first} on. */
    RememberedNights(RoomTypeId roomTypeId, LocalDate first) {
        this.roomTypeId = roomTypeId;
        this.first = first;
    }

    synchronized @Nullable Night get(LocalDate date) {
        int day = day(date);
        Offer offer = offer(day);
        return offer == null
                ? null
                : new Night(roomTypeId, date, offer.total(), booked[day], offer.price(), offer.rules());
    }

    /** Adds to the rooms that are booked on a night, if it is remembered, and as many as it can have. */
    synchronized void add(LocalDate date, int rooms) {
        int day = day(date);
        Offer offer = offer(day);
        if (offer != null) {
            booked[day] = Math.clamp(
                    (long) booked[day] + rooms, 0, offer.total() + offer.rules().overbooking());
        }
    }

    /** Takes note of how a night is now, unless it is before the first or too far ahead. */
    synchronized void put(Night night) {
        int day = day(night.date());
        if (day < 0) {
            return;
        }
        if (day >= offers.length) {
            int length = Math.min(DAYS_MAX, Math.max(day + 1, 2 * offers.length));
            booked = Arrays.copyOf(booked, length);
            offers = Arrays.copyOf(offers, length);
        }
        booked[day] = night.booked();
        Offer offer = new Offer(night.total(), night.price(), night.rules());
        if (!offer.equals(offers[day])) {
            Offer dayBefore = day == 0 ? null : offers[day - 1];
            offers[day] = offer.equals(dayBefore) ? dayBefore : offer;
        }
    }

    /** How many days there is room for. */
    synchronized int days() {
        return offers.length;
    }

    private @Nullable Offer offer(int day) {
        return day < 0 || day >= offers.length ? null : offers[day];
    }

    /** The place of a night, or a negative number where it has none. */
    private int day(LocalDate date) {
        long day = ChronoUnit.DAYS.between(first, date);
        return day >= 0 && day < DAYS_MAX ? (int) day : -1;
    }
}
