package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.proof.replay.HistoryEvent.Books;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The guests who had a room in the end, among the accepted bookings. Guests who came get rooms on the day of their
 * arrival, in the order of the file; guests already there stay. A guest for whom no room is free is walked: sent to
 * another hotel for the whole stay. Immutable and thread-safe.
 *
 * @param roomType the hotel and the room type, as the file names them
 * @param rooms how many rooms there are
 * @param sold how many rooms could be sold
 * @param accepted how many bookings were made
 * @param came how many guests of these bookings came
 * @param walked how many of the guests who came had no room
 * @param walkedRoomNights the room nights of the walked guests
 * @param months for each month the available, slept and missing room nights
 */
public record Occupancy(
        String roomType,
        int rooms,
        int sold,
        long accepted,
        long came,
        long walked,
        long walkedRoomNights,
        SortedMap<YearMonth, RoomNights> months) {

    /**
     * The room nights of a month.
     *
     * @param available all room nights
     * @param slept room nights in which guests slept
     * @param missing room nights of guests who were walked
     */
    public record RoomNights(long available, long slept, long missing) {

        RoomNights plus(RoomNights other) {
            return new RoomNights(available + other.available, slept + other.slept, missing + other.missing);
        }
    }

    /** The share of all room nights in which a guest slept, 0-1. */
    public double share() {
        RoomNights all = months.values().stream().reduce(new RoomNights(0, 0, 0), RoomNights::plus);
        return all.available() == 0 ? 0 : (double) all.slept() / all.available();
    }

    /** Assigns rooms to the guests of a room type. */
    static Occupancy of(RoomTypeHistory roomType, ReplayPlan plan, Set<Long> acceptedRows) {
        List<Books> accepted = roomType.events().stream()
                .filter(Books.class::isInstance)
                .map(Books.class::cast)
                .filter(books -> acceptedRows.contains(books.row()))
                .toList();
        List<Books> came = accepted.stream()
                .filter(Books::came)
                .sorted(Comparator.comparing((Books books) -> books.stay().start())
                        .thenComparing(Books::row))
                .toList();
        int rooms = plan.rooms(roomType);
        SortedMap<YearMonth, RoomNights> months = new TreeMap<>();
        RoomTypeHistory.NightRange nights = roomType.nights();
        nights.from().datesUntil(nights.to()).forEach(date -> add(months, date, new RoomNights(rooms, 0, 0)));
        Map<LocalDate, Integer> guests = new HashMap<>();
        long walked = 0;
        long walkedRoomNights = 0;
        for (Books arrival : came) {
            Stay stay = arrival.stay();
            // A guest with a room tonight keeps it for the whole stay: later nights are never fuller than this one.
            boolean isWalked = guests.getOrDefault(stay.start(), 0) >= rooms;
            for (LocalDate date : stay.dates()) {
                if (!isWalked) {
                    guests.merge(date, 1, Integer::sum);
                }
                add(months, date, isWalked ? new RoomNights(0, 0, 1) : new RoomNights(0, 1, 0));
            }
            walked += isWalked ? 1 : 0;
            walkedRoomNights += isWalked ? stay.nights() : 0;
        }
        return new Occupancy(
                roomType.name(),
                rooms,
                plan.sold(roomType),
                accepted.size(),
                came.size(),
                walked,
                walkedRoomNights,
                months);
    }

    private static void add(SortedMap<YearMonth, RoomNights> months, LocalDate date, RoomNights more) {
        months.merge(YearMonth.from(date), more, RoomNights::plus);
    }

    /** Adds up the months of several room types. */
    public static SortedMap<YearMonth, RoomNights> together(List<Occupancy> roomTypes) {
        SortedMap<YearMonth, RoomNights> all = new TreeMap<>();
        roomTypes.forEach(
                roomType -> roomType.months().forEach((month, nights) -> all.merge(month, nights, RoomNights::plus)));
        return all;
    }
}
