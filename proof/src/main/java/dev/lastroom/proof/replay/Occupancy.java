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
 * Who had a room in the end, of those whose bookings were accepted. Guests who came are given rooms on the day of their
 * arrival, in the order of the file; who is there already stays. A guest for whom no room is free is walked: sent to
 * another hotel for the whole stay. Immutable and thread-safe.
 *
 * @param roomType the hotel and the room type, as the file names them
 * @param rooms how many rooms there are
 * @param sold how many of them could be sold
 * @param accepted bookings that were made
 * @param came of these, guests who came
 * @param walked of these, guests who had no room
 * @param walkedRoomNights the room nights of the guests who had none
 * @param months for each month the room nights that there were, that were slept in, and that were missing
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
     * Room nights of a month.
     *
     * @param available those that there were
     * @param slept those that guests slept in
     * @param missing those of guests who were walked
     */
    public record RoomNights(long available, long slept, long missing) {

        RoomNights plus(RoomNights other) {
            return new RoomNights(available + other.available, slept + other.slept, missing + other.missing);
        }
    }

    /** The share of all room nights in which somebody slept, 0-1. */
    public double share() {
        RoomNights all = months.values().stream().reduce(new RoomNights(0, 0, 0), RoomNights::plus);
        return all.available() == 0 ? 0 : (double) all.slept() / all.available();
    }

    /** Gives the guests of a room type their rooms. */
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
        RoomTypeHistory.Nights nights = roomType.nights();
        nights.from().datesUntil(nights.to()).forEach(date -> add(months, date, new RoomNights(rooms, 0, 0)));
        Map<LocalDate, Integer> guests = new HashMap<>();
        long walked = 0;
        long walkedRoomNights = 0;
        for (Books arrival : came) {
            Stay stay = arrival.stay();
            // Who has a room tonight has it, as far as the stay goes: later nights are never fuller than this one.
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

    /** The months of several room types together. */
    public static SortedMap<YearMonth, RoomNights> together(List<Occupancy> roomTypes) {
        SortedMap<YearMonth, RoomNights> all = new TreeMap<>();
        roomTypes.forEach(
                roomType -> roomType.months().forEach((month, nights) -> all.merge(month, nights, RoomNights::plus)));
        return all;
    }
}
