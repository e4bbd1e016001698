package dev.lastroom.engine.calendar;

import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The nights of a room type as arrays of numbers, with what frees rooms without a command: holds that lapse, and
 * allotments whose release comes due. Its events keep it true. Dates outside its range are ignored. Not thread-safe.
 */
final class RoomTypeCalendar {

    private static final int NOT_OPEN = -1;

    /** What a hold or an allotment night takes, in nights. */
    private static final int HEAVY = 15;

    /** The arrays grow in steps. */
    private static final int STEP = 32;

    private static final Comparator<Booking> BY_END = Comparator.comparing(
                    (Booking hold) -> Objects.requireNonNull(hold.life().expiresAt()))
            .thenComparing(Booking::id);

    private static final Comparator<AllotmentNight> BY_RELEASE = Comparator.comparing(
                    (AllotmentNight night) -> Objects.requireNonNull(night.releaseAt()))
            .thenComparing(AllotmentNight::key);

    private final long first;
    private final int daysMax;
    private int[] totals = new int[0];
    private int[] booked = new int[0];
    private long[] prices = new long[0];
    /** Without the copies of the next nights' rules; null for none. */
    private @Nullable NightRules[] rules = new NightRules[0];

    private final Map<BookingId, Booking> holds = new HashMap<>();
    private final TreeSet<Booking> holdsByEnd = new TreeSet<>(BY_END);
    private final Map<AllotmentNight.Key, AllotmentNight> allotted = new HashMap<>();
    private final TreeSet<AllotmentNight> allottedByRelease = new TreeSet<>(BY_RELEASE);
    private RoomType roomType;

    /** A room type without open nights. */
    RoomTypeCalendar(RoomType roomType, LocalDate from, int daysMax) {
        this.roomType = roomType;
        this.first = from.toEpochDay();
        this.daysMax = daysMax;
    }

    /** The memory that it takes, in nights: of its arrays, and of what frees rooms by itself. */
    long nights() {
        return totals.length + (long) HEAVY * (1 + holds.size() + allotted.size());
    }

    RoomType roomType() {
        return roomType;
    }

    void become(RoomType saved) {
        roomType = saved;
    }

    /** Sets what a night offers. Its booked rooms are counted apart. */
    void offer(LocalDate date, int total, long price, NightRules its) {
        int i = index(date);
        if (i >= 0) {
            makeRoom(i);
            totals[i] = total;
            prices[i] = price;
            NightRules own = its.withLastNight(NightRules.NONE.lastNight());
            rules[i] = own.areNone() ? null : own;
        }
    }

    void addBooked(LocalDate date, int rooms) {
        int i = index(date);
        if (i >= 0) {
            makeRoom(i);
            booked[i] += rooms;
        }
    }

    /** Replaces a booking, or the lack of one, among those that lapse by themselves. */
    void setHold(BookingId id, @Nullable Booking hold) {
        Booking before = hold == null ? holds.remove(id) : holds.put(id, hold);
        if (before != null) {
            holdsByEnd.remove(before);
        }
        if (hold != null) {
            holdsByEnd.add(hold);
        }
    }

    @Nullable
    AllotmentNight allotted(AllotmentNight.Key key) {
        return allotted.get(key);
    }

    /** Replaces a night of an allotment; released nights are forgotten. */
    void setAllotted(AllotmentNight night) {
        AllotmentNight before = night.released() ? allotted.remove(night.key()) : allotted.put(night.key(), night);
        if (before != null && before.releaseAt() != null) {
            allottedByRelease.remove(before);
        }
        if (!night.released() && night.releaseAt() != null) {
            allottedByRelease.add(night);
        }
    }

    /** What it offers for a stay, as {@link dev.lastroom.engine.store.Reads#availability} tells. */
    Availability availability(Stay stay, int rooms, Currency currency, Instant now) {
        int start = index(stay.start());
        int nights = stay.nights();
        int[] due = due(start, nights, now);
        int fewest = Integer.MAX_VALUE;
        long price = 0;
        boolean open = true;
        boolean hasRules = false;
        for (int k = 0; k < nights; k++) {
            int i = start + k;
            if (!isOpen(i)) {
                open = false;
                continue;
            }
            hasRules |= hasRules(i);
            fewest = Math.min(fewest, totals[i] + own(i).overbooking() - booked[i] + (due == null ? 0 : due[k]));
            price = Math.addExact(price, prices[i]);
        }
        return open
                ? new Availability(roomType, fewest, new Money(price, currency).times(rooms), hasRules)
                : new Availability(roomType, 0, null, hasRules);
    }

    /** Its open nights of a range, with the rooms that are due counted as free. */
    List<Night> nights(LocalDate from, LocalDate to, Instant now) {
        int start = Math.max(0, (int) (from.toEpochDay() - first));
        int end = Math.min(totals.length, (int) (to.toEpochDay() - first));
        if (start >= end) {
            return List.of();
        }
        int[] due = due(start, end - start, now);
        List<Night> nights = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (isOpen(i)) {
                int free = due == null ? 0 : due[i - start];
                nights.add(new Night(
                        roomType.id(),
                        LocalDate.ofEpochDay(first + i),
                        totals[i],
                        booked[i] - free,
                        prices[i],
                        rules(i)));
            }
        }
        return nights;
    }

    private int index(LocalDate date) {
        long i = date.toEpochDay() - first;
        return i < 0 || i >= daysMax ? -1 : (int) i;
    }

    private void makeRoom(int i) {
        int before = totals.length;
        if (i >= before) {
            int length = Math.min(daysMax, (i / STEP + 1) * STEP);
            totals = Arrays.copyOf(totals, length);
            Arrays.fill(totals, before, length, NOT_OPEN);
            booked = Arrays.copyOf(booked, length);
            prices = Arrays.copyOf(prices, length);
            rules = Arrays.copyOf(rules, length);
        }
    }

    private boolean isOpen(int i) {
        return i < totals.length && totals[i] != NOT_OPEN;
    }

    /** A night's rules, with the copy of the next night's rule on departures. */
    private NightRules rules(int i) {
        return own(i).withLastNight(mayBeLast(i));
    }

    private NightRules own(int i) {
        NightRules own = rules[i];
        return own == null ? NightRules.NONE : own;
    }

    private boolean mayBeLast(int i) {
        return !isOpen(i + 1) || !own(i + 1).closedToDeparture();
    }

    private boolean hasRules(int i) {
        return own(i).restrict() || !mayBeLast(i);
    }

    /** The rooms that are free at {@code now} but not yet recorded as free, night by night; null if there are none. */
    private int @Nullable [] due(int start, int nights, Instant now) {
        boolean lapsed = !holdsByEnd.isEmpty() && holdsByEnd.first().hasLapsed(now);
        boolean released =
                !allottedByRelease.isEmpty() && allottedByRelease.first().isDue(now);
        if (!lapsed && !released) {
            return null;
        }
        int[] due = new int[nights];
        for (Booking hold : holdsByEnd) {
            if (!hold.hasLapsed(now)) {
                break;
            }
            days(hold.stay().start(), hold.heldTo(), start, nights)
                    .filter(k -> !returnsToAllotment(hold, start + k, now))
                    .forEach(k -> due[k] += hold.rooms());
        }
        for (AllotmentNight night : allottedByRelease) {
            if (!night.isDue(now)) {
                break;
            }
            days(night.date(), night.date().plusDays(1), start, nights).forEach(k -> due[k] += night.left());
        }
        return due;
    }

    private IntStream days(LocalDate from, LocalDate to, int start, int nights) {
        long zero = first + start;
        return IntStream.range(
                (int) Math.max(0, from.toEpochDay() - zero), (int) Math.min(nights, to.toEpochDay() - zero));
    }

    private boolean returnsToAllotment(Booking hold, int i, Instant now) {
        if (hold.roomStay().allotmentId() == null) {
            return false;
        }
        AllotmentNight kept =
                allotted.get(new AllotmentNight.Key(hold.roomStay().allotmentId(), LocalDate.ofEpochDay(first + i)));
        return kept != null && !kept.isDue(now);
    }
}
