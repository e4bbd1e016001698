package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.proof.replay.HistoryEvent.Books;
import dev.lastroom.proof.replay.HistoryEvent.Cancels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of one room type, in order. Immutable and thread-safe.
 *
 * @param hotel the hotel, as the file names it
 * @param name the hotel and the room type, as the file names them
 * @param capacity how many rooms there are: the most that checked-out guests had at once, at least 1
 * @param pricePerNight the mean of the published rates in minor units, at least 0
 * @param nights from the first arrival to the last departure
 * @param events bookings and cancels, in the order in which they happened
 */
public record RoomTypeHistory(
        String hotel, String name, int capacity, long pricePerNight, NightRange nights, List<HistoryEvent> events) {

    public RoomTypeHistory {
        events = List.copyOf(events);
    }

    /** A range of nights {@code [from, to)}. */
    public record NightRange(LocalDate from, LocalDate to) {}

    /**
     * Builds the history of a room type from its rows, which must not be empty and must be in the order of the file.
     */
    static RoomTypeHistory of(List<HistoryRow> rows) {
        HistoryRow.RoomTypeName roomType = rows.getFirst().roomType();
        return new RoomTypeHistory(
                roomType.hotel(), roomType.toString(), capacity(rows), meanRate(rows), nights(rows), events(rows));
    }

    private static int capacity(List<HistoryRow> rows) {
        Map<LocalDate, Integer> changes = new TreeMap<>();
        rows.stream().filter(HistoryRow::checkedOut).map(HistoryRow::stay).forEach(stay -> {
            changes.merge(stay.start(), 1, Integer::sum);
            changes.merge(stay.end(), -1, Integer::sum);
        });
        int peak = 1;
        int rooms = 0;
        for (int change : changes.values()) {
            rooms += change;
            peak = Math.max(peak, rooms);
        }
        return peak;
    }

    private static long meanRate(List<HistoryRow> rows) {
        BigDecimal sum = rows.stream().map(HistoryRow::dailyRate).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.movePointRight(2).divide(BigDecimal.valueOf(rows.size()), 0, RoundingMode.HALF_UP);
        return mean.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(RoomType.PRICE_PER_NIGHT_MAX))
                .longValueExact();
    }

    private static NightRange nights(List<HistoryRow> rows) {
        List<Stay> stays = rows.stream().map(HistoryRow::stay).toList();
        return new NightRange(
                Collections.min(stays.stream().map(Stay::start).toList()),
                Collections.max(stays.stream().map(Stay::end).toList()));
    }

    /** Each day begins with all cancels of earlier bookings, then come bookings, both in the order of the file. */
    private static List<HistoryEvent> events(List<HistoryRow> rows) {
        List<HistoryEvent> cancelsOfEarlierBookings = new ArrayList<>();
        List<HistoryEvent> bookings = new ArrayList<>();
        for (HistoryRow row : rows) {
            bookings.add(new Books(row.bookedOn(), row.number(), row.stay(), row.checkedOut()));
            if (row.cancelledOn() != null) {
                if (row.cancelledOn().isAfter(row.bookedOn())) {
                    cancelsOfEarlierBookings.add(new Cancels(row.cancelledOn(), row.number()));
                } else {
                    bookings.add(new Cancels(row.bookedOn(), row.number()));
                }
            }
        }
        List<HistoryEvent> events = new ArrayList<>(cancelsOfEarlierBookings);
        events.addAll(bookings);
        // The sort is stable: events of one day stay in this order.
        events.sort(Comparator.comparing(HistoryEvent::day));
        return events;
    }
}
