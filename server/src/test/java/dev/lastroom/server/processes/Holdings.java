package dev.lastroom.server.processes;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.server.testing.Reply;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** All live bookings as the clients know them, for comparison with a server's records. Immutable. */
record Holdings(Map<String, Book> bookings) {

    Holdings {
        bookings = Map.copyOf(bookings);
    }

    /** Returns the same holdings without one booking. */
    Holdings without(String bookingId) {
        Map<String, Book> fewer = new HashMap<>(bookings);
        fewer.remove(bookingId);
        return new Holdings(fewer);
    }

    /** Returns the number of rooms sold, for every night that has any. */
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

    /**
     * Returns every night and booking in which {@code server} differs, and whether its own recount does. Empty if all
     * is equal.
     */
    List<String> differences(Server server, List<String> roomTypes, Stay season) {
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

    private List<String> differingNights(Server server, List<String> roomTypes, Stay season) {
        Map<NightKey, Integer> rooms = rooms();
        List<String> differences = new ArrayList<>();
        for (String roomType : roomTypes) {
            String range = "?from=" + season.start() + "&to=" + season.end();
            Reply inventory = server.get("/v1/room-types/" + roomType + "/inventory" + range)
                    .hasStatus(200);
            for (JsonNode night : inventory.json().path("nights")) {
                NightKey key = new NightKey(
                        new RoomTypeId(roomType),
                        LocalDate.parse(night.path("date").asString()));
                if (night.path("bookedRooms").asInt() != rooms.getOrDefault(key, 0)) {
                    differences.add(night + " but sold are " + rooms.get(key));
                }
            }
        }
        return differences;
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
