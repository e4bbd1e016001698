package dev.lastroom.proof.network;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.model.AllPages;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A hotel with room types that never sell out, in every lane, and one with a single room that everybody wants.
 * Immutable and thread-safe.
 *
 * @param name begins its ids, so that several hotels can share a database
 * @param first the first night
 * @param types how many room types never sell out
 */
record NetworkHotel(String name, LocalDate first, int types) {

    private static final int NIGHTS = 20;

    private static final int MANY = 100_000;

    /** Enough for each of two lanes to have some. */
    private static final int TYPES = 4;

    NetworkHotel(String name, LocalDate first) {
        this(name, first, TYPES);
    }

    List<RoomTypeId> roomTypes() {
        return IntStream.range(0, types)
                .mapToObj(i -> new RoomTypeId(name + "-" + i))
                .toList();
    }

    private Stream<RoomTypeId> allTypes() {
        return Stream.concat(roomTypes().stream(), Stream.of(lastRoom()));
    }

    private RoomTypeId lastRoom() {
        return new RoomTypeId(name + "-last-room");
    }

    void open(BookingEngine engine) {
        engine.submit(SaveProperty.of(name, "Grand Hotel", "UTC", "EUR")).orElseThrow();
        allTypes().forEach(type -> open(engine, type));
    }

    private void open(BookingEngine engine, RoomTypeId type) {
        engine.submit(SaveRoomType.of(type.value(), name, "Deluxe", rooms(type), 12_000))
                .orElseThrow();
        engine.submit(new OpenNights(type, first, first.plusDays(NIGHTS), null, null))
                .orElseThrow();
    }

    /** Makes a booking command for its own user, with a key. */
    Book wanted(SplittableRandom random, long number) {
        RoomTypeId type = random.nextInt(8) == 0 ? lastRoom() : roomTypes().get(random.nextInt(types));
        int nights = 1 + random.nextInt(3);
        Stay stay = Stay.of(first.plusDays(random.nextInt(NIGHTS - nights)), nights);
        String user = name + "-user-" + number;
        return Book.of(user, type.value(), stay, 1).withKey(user);
    }

    boolean maySellOut(Command<?> command) {
        return command instanceof Book book && book.wanted().roomTypeId().equals(lastRoom());
    }

    /** How many nights are oversold, counted from the bookings alone. */
    long oversold(Bookings bookings) {
        Map<NightKey, Integer> sold = new HashMap<>();
        bookings.byId().values().stream()
                .filter(Booking::isLive)
                .forEach(booking -> booking.stay()
                        .start()
                        .datesUntil(booking.stay().end())
                        .forEach(date ->
                                sold.merge(new NightKey(booking.roomTypeId(), date), booking.rooms(), Integer::sum)));
        return sold.entrySet().stream()
                .filter(night -> night.getValue() > rooms(night.getKey().roomTypeId()))
                .count();
    }

    private int rooms(RoomTypeId type) {
        return type.equals(lastRoom()) ? 1 : MANY;
    }

    /** All current bookings of this hotel, and how many each user has. */
    Bookings bookings(Reads reads) {
        Map<BookingId, Booking> byId = new HashMap<>();
        Map<UserId, Integer> ofUser = new HashMap<>();
        allTypes().forEach(type -> {
            BookingFilter ofType = new BookingFilter(null, type, null, null, null);
            for (Booking booking : AllPages.all(Page.LIMIT_MAX, page -> reads.bookings(ofType, page))) {
                byId.put(booking.id(), booking);
                ofUser.merge(booking.userId(), 1, Integer::sum);
            }
        });
        return new Bookings(byId, ofUser);
    }

    /** Bookings by id, and how many each user has. */
    record Bookings(Map<BookingId, Booking> byId, Map<UserId, Integer> ofUser) {}
}
