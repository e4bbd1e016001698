package dev.lastroom.server.cli;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/**
 * A hotel to play with. Setting it up again adds the nights and guests of the days that have passed since, and leaves
 * everything else unchanged.
 */
final class DemoHotel {

    /** The room type that the demonstration books. */
    static final String ROOM_TYPE = "double";

    /** The room type of the race, with one room. */
    static final String LAST_ROOM = "attic";

    private static final String PROPERTY = "grand-lastroom";
    private static final ZoneId TIME_ZONE = ZoneId.of("Europe/Paris");
    private static final int NIGHTS_OPEN = 180;
    private static final int DAYS_WITH_GUESTS = 30;

    /** Beyond the days for which the demonstration books. */
    private static final int DAYS_TO_THE_FAIR = 14;

    private static final HoldTime HOLD = new HoldTime(Duration.ofMinutes(10));
    private static final RulesChange TWO_NIGHTS = new RulesChange(null, null, null, null, 2, null, null, null);
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
        openRoomType(today, LAST_ROOM, "Attic, one room", 1, 19_900);
        today.datesUntil(today.plusDays(DAYS_WITH_GUESTS)).forEach(this::welcome);
        sellOut(today.plusDays(DAYS_TO_THE_FAIR).with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY)));
        hold(today.plusDays(1));
    }

    /** A Saturday with a wedding and a fair: a group, a rule, the last rooms sold, and a waitlist. */
    private void sellOut(LocalDate saturday) {
        Stay night = Stay.of(saturday, 1);
        List<RoomStay> wedding = List.of(
                new RoomStay(new RoomTypeId("double"), night, 8), new RoomStay(new RoomTypeId("suite"), night, 1));
        submit(new BookGroup(new UserId("wedding"), wedding, null, null).withKey("demo-wedding-" + saturday));
        for (String type : List.of("single", "double", "suite")) {
            submit(new OpenNights(new RoomTypeId(type), saturday.minusDays(1), saturday, null, null, TWO_NIGHTS));
            engine.read().nights(new RoomTypeId(type), saturday, saturday.plusDays(1)).stream()
                    .filter(left -> left.available() > 0)
                    .forEach(left -> submit(Book.of("fair", type, night, left.available())
                            .withKey("demo-fair-" + type + "-" + saturday)));
        }
        for (String user : List.of("alan", "katherine")) {
            submit(Join.insteadOf(Book.of(user, "suite", night, 1)).withKey("demo-waits-" + user + "-" + saturday));
        }
    }

    /** Holds that run down while one looks on. */
    private void hold(LocalDate arrival) {
        for (String user : List.of("hedy", "margaret")) {
            submit(Book.of(user, "double", Stay.of(arrival, 1), 1).heldFor(HOLD).withKey(RunName.next("demo-hold")));
        }
    }

    /** Returns the first Saturday, from the next one on, for which the room of the race is free. */
    Optional<LocalDate> saturdayOfTheLastRoom() {
        LocalDate today = today();
        return engine.read().nights(new RoomTypeId(LAST_ROOM), today.plusDays(1), today.plusDays(NIGHTS_OPEN)).stream()
                .filter(night -> night.available() == 1)
                .map(Night::date)
                .filter(date -> date.getDayOfWeek() == DayOfWeek.SATURDAY)
                .findFirst();
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
