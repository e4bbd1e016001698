package dev.lastroom.proof.run;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random commands of the clients: new bookings, the same ones again, the same key for something else, and cancels of
 * anything ever asked for, even if nobody knows whether it was made. Thread-safe.
 */
final class RandomCommands {

    private static final int ROOMS_MAX = 3;
    private static final int STAY_NIGHTS_MAX = 3;
    private static final int USERS = 3;

    private final SmallHotel hotel;
    private final List<Book> asked = new ArrayList<>();
    private final List<BookingId> ids = new ArrayList<>();
    private int keys;

    RandomCommands(SmallHotel hotel) {
        this.hotel = hotel;
    }

    /** A command for a client; the first client also changes the number of rooms. */
    synchronized Command<?> next(int client, SplittableRandom random, LocalDate today) {
        int dice = random.nextInt(100);
        if (dice < 30 && !ids.isEmpty()) {
            return new Cancel(recent(ids, random), null);
        }
        if (dice < 50 && !asked.isEmpty()) {
            Book earlier = recent(asked, random);
            if (!earlier.wanted().stay().start().isBefore(today)) {
                return earlier;
            }
        }
        if (dice < 55 && client == 0) {
            LocalDate from = date(random, today);
            return new OpenNights(type(random), from, end(random, from), random.nextInt(1, 5), null);
        }
        Book book = book(random, today);
        if (dice < 60
                && !asked.isEmpty()
                && recent(asked, random) instanceof Book(var _, var _, var _, var key)
                && key != null) {
            return book.withKey(key.value());
        }
        return dice < 75 ? book : book.withKey("key-" + keys++);
    }

    /** Nights to look at. */
    List<NightKey> look(SplittableRandom random, LocalDate today) {
        LocalDate from = date(random, today);
        return SmallHotel.nights(type(random), from, end(random, from));
    }

    /** Call this with every request that is sent. */
    synchronized void sent(Request<?> request) {
        if (request.command() instanceof Book book) {
            asked.add(book);
            ids.add(request.newId().booking());
        }
    }

    private Book book(SplittableRandom random, LocalDate today) {
        LocalDate from = date(random, today);
        return Book.of(
                "user-" + random.nextInt(USERS),
                type(random).value(),
                new Stay(from, end(random, from)),
                1 + random.nextInt(ROOMS_MAX));
    }

    private RoomTypeId type(SplittableRandom random) {
        return hotel.roomTypes().get(random.nextInt(hotel.roomTypes().size()));
    }

    private LocalDate date(SplittableRandom random, LocalDate today) {
        return today.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(today, hotel.end())));
    }

    private LocalDate end(SplittableRandom random, LocalDate from) {
        LocalDate end = from.plusDays(1 + random.nextInt(STAY_NIGHTS_MAX));
        return end.isAfter(hotel.end()) ? hotel.end() : end;
    }

    /** Returns one of the last few, so that clients meet. */
    private static <T> T recent(List<T> list, SplittableRandom random) {
        return list.get(list.size() - 1 - random.nextInt(Math.min(8, list.size())));
    }
}
