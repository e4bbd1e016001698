package dev.lastroom.proof.failover;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.crash.Guest;
import dev.lastroom.proof.crash.Notes;
import dev.lastroom.proof.crash.WantedBooking;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Guests that book, cancel and look at one room type at one desk. They send an unanswered request again, under the
 * same key, until it is answered. Thread-safe.
 */
final class Guests {

    /** How many rooms a type has each night: so few that it sells out. */
    static final int ROOMS = 6;

    private static final int GUESTS = 2;
    private static final int NIGHTS = 20;
    private static final int NIGHTS_PER_STAY_MAX = 4;
    private static final int PAUSE_MILLIS_MAX = 20;
    private static final Duration LAST_ANSWER_MAX = Duration.ofSeconds(60);

    private final Desk desk;
    private final RoomTypeId roomType;
    private final Stay season;
    private final Notes notes;
    private final Pulse pulse;
    private final Queue<WantedBooking> all = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;
    private volatile boolean gaveUp;

    Guests(Desk desk, RoomTypeId roomType, LocalDate from, Notes notes, SplittableRandom random) {
        this.desk = desk;
        this.roomType = roomType;
        this.season = season(from);
        this.notes = notes;
        this.pulse = new Pulse(desk.name() + ", " + roomType);
        this.threads = IntStream.range(0, GUESTS)
                .mapToObj(guest -> {
                    SplittableRandom own = random.split();
                    return Thread.ofVirtual().start(() -> act(desk.name() + "-" + roomType + "-" + guest, own));
                })
                .toList();
    }

    /** The nights for sale. */
    static Stay season(LocalDate from) {
        return Stay.of(from, NIGHTS);
    }

    Desk desk() {
        return desk;
    }

    Pulse pulse() {
        return pulse;
    }

    private void act(String name, SplittableRandom random) {
        Guest guest = new Guest(desk.seller(), notes);
        List<WantedBooking> booked = new ArrayList<>();
        for (int n = 0; !stopped; n++) {
            int dice = random.nextInt(10);
            if (booked.isEmpty() || dice < 6) {
                book(guest, new WantedBooking(wanted(name, n, random)), booked);
            } else {
                WantedBooking again = booked.get(random.nextInt(booked.size()));
                untilAnswered(again, () -> dice < 9 ? guest.cancel(again) : guest.book(again));
            }
            pause(1 + random.nextInt(PAUSE_MILLIS_MAX));
        }
    }

    private Book wanted(String name, int n, SplittableRandom random) {
        int nights = 1 + random.nextInt(NIGHTS_PER_STAY_MAX);
        LocalDate from = season.start().plusDays(random.nextInt(NIGHTS - nights + 1));
        return Book.of(name, roomType.value(), Stay.of(from, nights), 1).withKey(name + "-" + n);
    }

    private void book(Guest guest, WantedBooking wanted, List<WantedBooking> booked) {
        all.add(wanted);
        untilAnswered(wanted, () -> guest.book(wanted));
        BookingId id = wanted.id();
        if (id != null) {
            booked.add(wanted);
            lookUp(wanted, id);
        }
    }

    /** With two primaries, a guest who was told of a booking must not be shown the data of the other primary. */
    private void lookUp(WantedBooking wanted, BookingId id) {
        try {
            if (desk.reads().booking(id).isEmpty()) {
                notes.finding("Key " + wanted.key() + " is booked, but its desk does not find the booking");
            }
        } catch (StoreException e) {
            // No answer, so no wrong one.
        }
    }

    private void untilAnswered(WantedBooking wanted, BooleanSupplier ask) {
        while (true) {
            long sent = System.nanoTime();
            if (ask.getAsBoolean()) {
                pulse.served(sent);
                return;
            }
            if (gaveUp) {
                notes.finding("Key " + wanted.key() + " got no answer within " + LAST_ANSWER_MAX);
                return;
            }
            pause(PAUSE_MILLIS_MAX);
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Starts nothing more, and returns when everything started is answered. */
    List<WantedBooking> stop() throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + LAST_ANSWER_MAX.toNanos();
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                gaveUp = true;
                thread.join();
            }
        }
        return List.copyOf(all);
    }
}
