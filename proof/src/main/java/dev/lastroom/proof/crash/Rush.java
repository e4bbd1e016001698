package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Guests that book, cancel and ask again as fast as they are answered, until an answer is missing. A room type has so
 * few rooms that it sells out. Thread-safe.
 */
final class Rush {

    /** How many guests there are at once. */
    static final int GUESTS = 4;

    /** How many rooms the type has each night. */
    static final int ROOMS = 6;

    /** More than any crash waits for. */
    private static final int REQUESTS_MAX = 5_000;

    private static final int NIGHTS = 20;
    private static final int NIGHTS_PER_STAY_MAX = 4;

    private final RoomTypeId roomType;
    private final Stay season = Stay.of(LocalDate.now(ZoneOffset.UTC).plusDays(30), NIGHTS);
    private final AtomicInteger answersLeft;
    private final Runnable crash;

    /**
     * A rush for one room type.
     *
     * @param crash runs after that many answers, on the thread that got the last of them
     */
    Rush(RoomTypeId roomType, int answers, Runnable crash) {
        this.roomType = roomType;
        this.answersLeft = new AtomicInteger(answers);
        this.crash = crash;
    }

    /** The nights for sale. */
    Stay season() {
        return season;
    }

    /** Continues until an answer is missing, and returns everything it wanted to book. */
    List<WantedBooking> run(Guest guest, String name, SplittableRandom random) {
        List<WantedBooking> all = new ArrayList<>();
        for (int n = 0; n < REQUESTS_MAX && step(guest, name + "-" + n, random, all); n++) {
            if (answersLeft.decrementAndGet() == 0) {
                crash.run();
            }
        }
        return all;
    }

    private boolean step(Guest guest, String key, SplittableRandom random, List<WantedBooking> all) {
        List<WantedBooking> booked =
                all.stream().filter(wanted -> wanted.id() != null).toList();
        int dice = random.nextInt(10);
        if (booked.isEmpty() || dice < 6) {
            WantedBooking wanted = new WantedBooking(book(key, random));
            all.add(wanted);
            return guest.book(wanted);
        }
        WantedBooking again = booked.get(random.nextInt(booked.size()));
        return dice < 9 ? guest.cancel(again) : guest.book(again);
    }

    private Book book(String key, SplittableRandom random) {
        int nights = 1 + random.nextInt(NIGHTS_PER_STAY_MAX);
        LocalDate from = season.start().plusDays(random.nextInt(NIGHTS - nights + 1));
        return Book.of("guest-" + random.nextInt(GUESTS), roomType.value(), Stay.of(from, nights), 1)
                .withKey(key);
    }
}
