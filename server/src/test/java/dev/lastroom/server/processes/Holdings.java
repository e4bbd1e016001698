package dev.lastroom.server.processes;

import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.http.Reply;
import dev.lastroom.server.stress.HttpHotel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All live bookings as the clients know them, to be compared with what a server has on record. Immutable. */
record Holdings(Map<String, Book> bookings) {

    Holdings {
        bookings = Map.copyOf(bookings);
    }

    /** The same without one booking. */
    Holdings without(String bookingId) {
        Map<String, Book> fewer = new HashMap<>(bookings);
        fewer.remove(bookingId);
        return new Holdings(fewer);
    }

    /** How many rooms are sold, for every night on which there is one. */
    Map<NightKey, Integer> rooms() {
        Map<NightKey, Integer> rooms = new TreeMap<>();
        bookings.values()
                .forEach(book -> book.wanted()
                        .stay()
                        .dates()
                        .forEach(date -> rooms.merge(
                                new NightKey(book.wanted().roomTypeId(), date),
                                book.wanted().rooms(),
                                Integer::sum)));
        return rooms;
    }

    /** Every night and booking in which {@code server} differs, and whether its own recount does; empty if all is equal. */
    List<String> differences(Server server, List<String> roomTypes, Stay season) throws IOException {
        List<String> differences = new ArrayList<>(differingNights(server, roomTypes, season));
        Set<String> live = liveBookings(server);
        live.stream().filter(id -> !bookings.containsKey(id)).forEach(id -> differences.add("only on record: " + id));
        bookings.keySet().stream()
                .filter(id -> !live.contains(id))
                .forEach(id -> differences.add("not on record: " + id));
        Reply recount = server.get("/v1/integrity").hasStatus(200);
        if (!recount.at("/consistent").equals("true")) {
            differences.add("recount: " + recount.text());
        }
        return differences;
    }

    private List<String> differingNights(Server server, List<String> roomTypes, Stay season) throws IOException {
        Map<NightKey, Integer> rooms = rooms();
        try (HttpHotel hotel = server.hotel(null)) {
            return roomTypes.stream()
                    .flatMap(type -> hotel.nights(new RoomTypeId(type), season).stream())
                    .filter(night -> night.booked() != rooms.getOrDefault(night.key(), 0))
                    .map(night -> night + " but sold are " + rooms.get(night.key()))
                    .toList();
        }
    }

    private static Set<String> liveBookings(Server server) {
        Set<String> ids = new TreeSet<>();
        String cursor = "";
        do {
            Reply page = server.get("/v1/bookings?status=PROVISIONAL&limit=200" + cursor)
                    .hasStatus(200);
            page.json()
                    .path("bookings")
                    .forEach(booking -> ids.add(booking.path("bookingId").asString()));
            cursor = page.json().path("nextCursor").isNull() ? "" : "&cursor=" + page.at("/nextCursor");
        } while (!cursor.isEmpty());
        return ids;
    }
}
