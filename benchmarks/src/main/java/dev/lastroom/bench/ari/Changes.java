package dev.lastroom.bench.ari;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Bookings at a steady rate, with {@link Marks} among them. For one thread. */
final class Changes {

    private static final Caller CALLER = Caller.embedded("bench-ari");
    private static final UserId GUEST = new UserId("guest");
    private static final int STAY_NIGHTS = 2;

    /** A database that cannot keep pace makes the rate lower, and no queue longer than this. */
    private static final int IN_FLIGHT_MAX = 500;

    private static final int MARKS_PER_SECOND = 20;
    private static final Duration TICK = Duration.ofMillis(2);

    private final BookingEngine engine;
    private final BenchHotel hotel;
    private final int perSecond;
    private final int markedEvery;
    private final Marks marks;
    private final SplittableRandom random;
    private final Semaphore free = new Semaphore(IN_FLIGHT_MAX);
    private final AtomicReference<@Nullable Outcome<?>> wrong = new AtomicReference<>();
    private int marked;
    private long booked;

    Changes(BookingEngine engine, BenchHotel hotel, int perSecond, Duration time, long seed) {
        this.engine = engine;
        this.hotel = hotel;
        this.perSecond = perSecond;
        this.markedEvery = Math.ceilDiv(perSecond, MARKS_PER_SECOND);
        this.random = new SplittableRandom(seed);
        this.marks = new Marks(hotel, Math.toIntExact((time.toSeconds() + 1) * MARKS_PER_SECOND));
    }

    Marks marks() {
        return marks;
    }

    /** The number of the last mark that was made. */
    int marked() {
        return marked;
    }

    /** Makes changes for a time, and returns how many a second were acknowledged. */
    double make(Duration time) throws InterruptedException {
        long start = System.nanoTime();
        long made = 0;
        for (long now = start; now - start < time.toNanos(); now = System.nanoTime()) {
            long due = (long) ((now - start) / 1e9 * perSecond);
            for (; made < due; made++) {
                if (made % markedEvery == 0) {
                    marked++;
                    mark(marked);
                } else {
                    submit(booking(), () -> {});
                }
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        settle();
        return made / ((System.nanoTime() - start) / 1e9);
    }

    /** Makes the last mark. */
    void end() throws InterruptedException {
        mark(marks.last());
        settle();
    }

    private void mark(int number) throws InterruptedException {
        submit(marks.command(number), () -> marks.acknowledged(number));
    }

    private Book booking() {
        RoomStay wanted = new RoomStay(
                hotel.roomType(random.nextInt(hotel.ordinaryRoomTypes())),
                hotel.stay(random.nextInt(hotel.nights() - STAY_NIGHTS + 1), STAY_NIGHTS),
                1);
        return new Book(GUEST, wanted, new IdempotencyKey("ari-" + booked++));
    }

    private <R> void submit(Command<R> command, Runnable acknowledged) throws InterruptedException {
        free.acquire();
        var _ = engine.submitAsync(engine.request(command, CALLER)).thenAccept(outcome -> {
            if (outcome instanceof Done<R>) {
                acknowledged.run();
            } else {
                wrong.compareAndSet(null, outcome);
            }
            free.release();
        });
    }

    /** Waits until all are answered. */
    private void settle() throws InterruptedException {
        free.acquire(IN_FLIGHT_MAX);
        free.release(IN_FLIGHT_MAX);
        Outcome<?> outcome = wrong.get();
        if (outcome != null) {
            throw new ContenderFailedException("a change was not made: " + outcome, null);
        }
    }
}
