package dev.lastroom.proof.clocks;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Reads;
import java.time.LocalDate;

/**
 * A hotel with enough rooms for all, some of them set aside for weeks. Immutable and thread-safe.
 *
 * @param first the first night
 */
record ClockHotel(LocalDate first) {

    private static final RoomTypeId ROOM_TYPE = new RoomTypeId("clocks-deluxe");
    private static final String PROPERTY = "clocks";
    private static final int NIGHTS = 3;
    private static final int ROOMS = 100_000;

    void open(BookingEngine engine) {
        engine.submit(SaveProperty.of(PROPERTY, "Grand Hotel", "UTC", "EUR"));
        engine.submit(SaveRoomType.of(ROOM_TYPE.value(), PROPERTY, "Deluxe", ROOMS, 12_000));
        engine.submit(new OpenNights(ROOM_TYPE, first, first.plusDays(NIGHTS), null, null));
    }

    /** Sets aside rooms that return to general sale in ten days. */
    CreateAllotment setAside() {
        return new CreateAllotment(
                null, ROOM_TYPE, "Tour", Stay.of(first, NIGHTS), 10, new Release(first.minusDays(10), null), null);
    }

    /** Makes a booking command for one room, with a key of the user's. */
    Book wanted(String user) {
        return Book.of(user, ROOM_TYPE.value(), Stay.of(first, NIGHTS), 1).withKey(user);
    }

    long oversold(Reads reads) {
        return reads.nights(ROOM_TYPE, first, first.plusDays(NIGHTS)).stream()
                .filter(night -> night.booked() > ROOMS)
                .count();
    }
}
