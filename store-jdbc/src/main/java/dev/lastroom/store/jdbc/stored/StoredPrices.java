package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.NightPrices.AddedRooms;
import java.util.Arrays;
import java.util.List;

/** The text form of a booking's prices. */
public final class StoredPrices {

    private static final String BETWEEN_ROOMS = ";";
    private static final String OF_ROOMS = "x";

    private StoredPrices() {}

    /** Writes the prices in order, separated by spaces; then those of added rooms, such as {@code ;2x12000 13000}. */
    public static String write(NightPrices prices) {
        StringBuilder text = new StringBuilder();
        add(prices.minor(), text);
        for (AddedRooms more : prices.added()) {
            text.append(BETWEEN_ROOMS).append(more.rooms()).append(OF_ROOMS);
            add(more.minor(), text);
        }
        return text.toString();
    }

    private static void add(List<Long> numbers, StringBuilder text) {
        String before = "";
        for (long number : numbers) {
            text.append(before).append(number);
            before = " ";
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static NightPrices read(String text) {
        String[] parts = text.split(BETWEEN_ROOMS, -1);
        return new NightPrices(
                numbers(parts[0]),
                Arrays.stream(parts).skip(1).map(StoredPrices::added).toList());
    }

    private static AddedRooms added(String text) {
        int end = text.indexOf(OF_ROOMS);
        if (end < 0) {
            throw new IllegalArgumentException("not the prices of added rooms: " + text);
        }
        return new AddedRooms(Integer.parseInt(text.substring(0, end)), numbers(text.substring(end + 1)));
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList();
    }
}
