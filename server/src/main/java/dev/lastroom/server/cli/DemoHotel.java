package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A hotel to play with. Setting it up again adds the nights and guests of the days that have passed since, and leaves
 * everything else unchanged.
 */
final class DemoHotel {

    /** The room type that the demonstration books. */
    static final String ROOM_TYPE = "double";

    private static final String PROPERTY = "grand-lastroom";
    private static final ZoneId TIME_ZONE = ZoneId.of("Europe/Paris");
    private static final int NIGHTS_OPEN = 180;
    private static final int DAYS_WITH_GUESTS = 30;
    private static final List<Guest> GUESTS = List.of(
            new Guest("ada", "double", 2, 1),
            new Guest("grace", "suite", 3, 1),
            new Guest("edsger", "single", 1, 1),
            new Guest("barbara", "double", 5, 2),
            new Guest("donald", "single", 4, 1));

    private record Guest(String userId, String roomType, int nights, int rooms) {}

    private final BookingEngine engine;

    DemoHotel(BookingEngine engine) {
        this.engine = engine;
    }

    /** Returns today's date at the hotel. */
    static LocalDate today() {
        return LocalDate.now(TIME_ZONE);
    }

    /** @throws CommandFailedException if the hotel cannot be set up */
    void setUp() {
        LocalDate today = today();
        submit(SaveProperty.of(PROPERTY, "Grand Hotel Lastroom", TIME_ZONE.getId(), "EUR"));
        openRoomType(today, "single", "Single room", 8, 8_900);
        openRoomType(today, "double", "Double room", 20, 12_900);
        openRoomType(today, "suite", "Suite with a view", 3, 24_900);
        today.datesUntil(today.plusDays(DAYS_WITH_GUESTS)).forEach(this::welcome);
    }

    private void openRoomType(LocalDate today, String id, String name, int rooms, long pricePerNight) {
        submit(SaveRoomType.of(id, PROPERTY, name, rooms, pricePerNight));
        submit(new OpenNights(new RoomTypeId(id), today, today.plusDays(NIGHTS_OPEN), null, null));
    }

    /**
     * Books the guest of a day. The guest depends on the day alone, so that the key of an earlier run is found again.
     */
    private void welcome(LocalDate arrival) {
        Guest guest = GUESTS.get((int) Math.floorMod(arrival.toEpochDay(), (long) GUESTS.size()));
        submit(Book.of(guest.userId(), guest.roomType(), Stay.of(arrival, guest.nights()), guest.rooms())
                .withKey("demo-guest-" + arrival));
    }

    private void submit(Command<?> command) {
        Outcome<?> outcome = engine.submit(command);
        // A visitor may have booked the rooms of a guest, so refusals do not matter.
        if (outcome instanceof Failed<?> failed) {
            throw CommandFailedException.broken("The demo hotel could not be set up: " + failed.message());
        }
    }
}
