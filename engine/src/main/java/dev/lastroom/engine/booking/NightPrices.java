package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The price of each room on each night of a stay, as it was when that room and night were booked. Immutable and
 * thread-safe.
 *
 * @param minor the price of one room on each night in order, in minor units, for all rooms except added ones
 * @param added the rooms added at their own prices, in the order in which they were added
 */
public record NightPrices(List<Long> minor, List<AddedRooms> added) {

    /** @throws IllegalArgumentException if added rooms do not have a price for each night */
    public NightPrices {
        minor = List.copyOf(minor);
        added = List.copyOf(added);
        for (AddedRooms rooms : added) {
            if (rooms.minor.size() != minor.size()) {
                throw new IllegalArgumentException("added rooms must have one price for each night");
            }
        }
    }

    /** Today's prices of {@code nights}, which are all open. */
    public static NightPrices today(List<@Nullable Night> nights) {
        return new NightPrices(nights.stream()
                .map(night -> Objects.requireNonNull(night).price())
                .toList());
    }

    /** Makes prices that are the same for all rooms. */
    public NightPrices(List<Long> minor) {
        this(minor, List.of());
    }

    /**
     * Rooms that were added to a booking.
     *
     * @param rooms how many, 1-1,000
     * @param minor the price of one of them on each night in order, in minor units
     */
    public record AddedRooms(int rooms, List<Long> minor) {

        /** @throws IllegalArgumentException if {@code rooms} is out of range */
        public AddedRooms {
            RoomStay.checkRooms(rooms);
            minor = List.copyOf(minor);
        }
    }

    /**
     * Rooms that cost the same on one night.
     *
     * @param rooms how many
     * @param pricePerNight what each of them costs, in minor units
     */
    public record RoomPrice(int rooms, long pricePerNight) {}

    /**
     * The price of {@code rooms} rooms together.
     *
     * @throws ArithmeticException if the sum does not fit 64 bits
     */
    public Money total(int rooms, Currency currency) {
        long total = Math.multiplyExact(sum(minor), (long) first(rooms));
        for (AddedRooms more : added) {
            total = Math.addExact(total, Math.multiplyExact(sum(more.minor), (long) more.rooms));
        }
        return new Money(total, currency);
    }

    private static long sum(List<Long> numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum = Math.addExact(sum, number);
        }
        return sum;
    }

    /** How many of {@code rooms} were not added. */
    private int first(int rooms) {
        return rooms - added.stream().mapToInt(AddedRooms::rooms).sum();
    }

    /**
     * The prices of {@code rooms} rooms on one night, in the order in which they were booked.
     *
     * @param night which night of the stay, from 0
     */
    public List<RoomPrice> ofNight(int night, int rooms) {
        List<RoomPrice> prices = new ArrayList<>();
        prices.add(new RoomPrice(first(rooms), minor.get(night)));
        for (AddedRooms more : added) {
            RoomPrice last = prices.getLast();
            if (last.pricePerNight == more.minor.get(night)) {
                prices.removeLast();
                prices.add(new RoomPrice(last.rooms + more.rooms, last.pricePerNight));
            } else {
                prices.add(new RoomPrice(more.rooms, more.minor.get(night)));
            }
        }
        return prices;
    }

    /**
     * The prices after a booking of {@code before} rooms has changed to {@code after} rooms. Added rooms cost {@code
     * today}, and the rooms added last are removed first.
     */
    public NightPrices withRooms(int before, int after, List<Long> today) {
        List<AddedRooms> rooms = new ArrayList<>(added);
        if (after > before) {
            List<Long> last = rooms.isEmpty() ? minor : rooms.getLast().minor;
            if (!last.equals(today)) {
                rooms.add(new AddedRooms(after - before, today));
            } else if (!rooms.isEmpty()) {
                rooms.add(new AddedRooms(rooms.removeLast().rooms + after - before, today));
            }
        }
        for (int tooMany = before - after; tooMany > 0 && !rooms.isEmpty(); ) {
            AddedRooms last = rooms.removeLast();
            if (last.rooms > tooMany) {
                rooms.add(new AddedRooms(last.rooms - tooMany, last.minor));
            }
            tooMany -= last.rooms;
        }
        return new NightPrices(minor, rooms);
    }

    /**
     * The prices for another stay.
     *
     * @param nights for each of its nights, the index in this stay; -1 for a night that costs {@code today}
     */
    public NightPrices forNights(int[] nights, List<Long> today) {
        return new NightPrices(
                forNights(minor, nights, today),
                added.stream()
                        .map(more -> new AddedRooms(more.rooms, forNights(more.minor, nights, today)))
                        .toList());
    }

    private static List<Long> forNights(List<Long> prices, int[] nights, List<Long> today) {
        return IntStream.range(0, nights.length)
                .mapToObj(i -> nights[i] < 0 ? today.get(i) : prices.get(nights[i]))
                .toList();
    }
}
