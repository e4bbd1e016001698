package dev.lastroom.proof.starvation;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * A hotel with rooms for everybody except on one night, and a property so large that searching it takes as long as a
 * search may. Immutable and thread-safe.
 *
 * @param first the first night
 */
record StarvedHotel(LocalDate first) {

    /** The room type that everybody books. */
    static final String ROOM_TYPE = "deluxe";

    private static final RoomTypeId DELUXE = new RoomTypeId(ROOM_TYPE);
    private static final String PROPERTY = "small";
    private static final String LARGE = "large";
    private static final String LARGE_TYPE = "large-room";
    private static final int ROOMS = 100_000;
    private static final int NIGHTS = 20;

    /** The night after those for everybody: its one room is taken. */
    private static final int FULL = NIGHTS;

    /** With the nights around a stay, a search of this many room types and nights is just within the bound. */
    private static final int LARGE_TYPES = 250;

    private static final int LARGE_NIGHTS = 350;

    /**
     * Opens the hotel.
     *
     * @param url the JDBC URL of the store's database
     */
    void open(Store store, String url) throws SQLException {
        try (BookingEngine engine =
                new BookingEngine(store, EngineSettings.DEFAULT, IdSource.secure(), EngineListener.NONE)) {
            engine.submit(SaveProperty.of(PROPERTY, "Grand Hotel", "UTC", "EUR"))
                    .orElseThrow();
            engine.submit(SaveRoomType.of(ROOM_TYPE, PROPERTY, "Deluxe", ROOMS, 12_000))
                    .orElseThrow();
            engine.submit(new OpenNights(DELUXE, first, first.plusDays(FULL), null, null))
                    .orElseThrow();
            engine.submit(new OpenNights(DELUXE, first.plusDays(FULL), first.plusDays(FULL + 1), 1, null))
                    .orElseThrow();
            engine.submit(Book.of("early-bird", ROOM_TYPE, Stay.of(first.plusDays(FULL), 1), 1))
                    .orElseThrow();
            engine.submit(SaveProperty.of(LARGE, "Grander Hotel", "UTC", "EUR")).orElseThrow();
            engine.submit(SaveRoomType.of(LARGE_TYPE, LARGE, "Room", 1, 12_000)).orElseThrow();
            engine.submit(new OpenNights(new RoomTypeId(LARGE_TYPE), first, first.plusDays(LARGE_NIGHTS), null, null))
                    .orElseThrow();
        }
        multiply(url);
    }

    /**
     * Opening all nights of a large property would take longer than the trial, so they are copies of one room type's.
     */
    private static void multiply(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            for (String sql : List.of("""
                INSERT INTO room_type (id, property_id, name, description, total_rooms, price_per_night_minor)
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                SELECT id || '-' || n, property_id, name, description, total_rooms, price_per_night_minor
                FROM room_type CROSS JOIN number WHERE id = ?
                """, """
                INSERT INTO night (room_type_id, stay_date, total, booked, price_minor)
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                SELECT room_type_id || '-' || n, stay_date, total, booked, price_minor
                FROM night CROSS JOIN number WHERE room_type_id = ?
                """)) {
                try (PreparedStatement copy = connection.prepareStatement(sql)) {
                    copy.setInt(1, LARGE_TYPES - 1);
                    copy.setString(2, LARGE_TYPE);
                    copy.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    /** A booking of one of the nights for everybody. */
    String booking(String user, int night) {
        return stay(user, night, night + 1, "\"idempotencyKey\":\"" + user + "\"");
    }

    String hold(String user, int night) {
        return stay(user, night, night + 1, "\"holdFor\":\"PT30M\"");
    }

    /** A waitlist entry for a stay that begins with free nights and ends with a full one. */
    String join(String user, int night) {
        return stay(user, night, FULL + 1, "\"roomsBooked\":1");
    }

    private String stay(String user, int from, int to, String more) {
        return "{\"userId\":\"%s\",\"roomTypeId\":\"%s\",\"startDate\":\"%s\",\"endDate\":\"%s\",%s}"
                .formatted(user, ROOM_TYPE, first.plusDays(from), first.plusDays(to), more);
    }

    int nights() {
        return NIGHTS;
    }

    /** A search as guests make it. */
    String search(int night) {
        return search(PROPERTY, night, night + 1, 1);
    }

    /** The longest possible search: it wants more rooms than there are, so that all nights are looked at one by one. */
    String longestSearch() {
        return search(LARGE, 0, LARGE_NIGHTS, 2);
    }

    private String search(String property, int from, int to, int rooms) {
        return "/v1/availability?propertyId=%s&startDate=%s&endDate=%s&roomsBooked=%d"
                .formatted(property, first.plusDays(from), first.plusDays(to), rooms);
    }

    /** The requests of a client that wants the largest answers. */
    List<String> longAnswers() {
        return List.of(
                longestSearch(),
                "/v1/bookings?limit=200",
                "/v1/events?limit=200",
                "/v1/room-types/%s/inventory?from=%s&to=%s".formatted(LARGE_TYPE, first, first.plusDays(LARGE_NIGHTS)));
    }

    /** How many nights are oversold. */
    long oversold(Reads reads) {
        return reads.nights(DELUXE, first, first.plusDays(FULL + 1)).stream()
                .filter(night -> night.booked() > night.total())
                .count();
    }
}
