package dev.lastroom.proof.network;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that book and cancel. They send a failed request again until they know its outcome, under the same key,
 * except for the careless clients of the negative control. Every booking is for its own user, so a second one for the
 * same booking shows. Thread-safe.
 */
final class Clients {

    private final NetworkHotel hotel;
    private final BookingEngine engine;
    private final Records records;
    private final boolean careless;
    private final Crowd crowd;
    private final List<Thread> threads;
    private volatile boolean stopped;

    /**
     * How many there are, and how long each pauses between requests.
     *
     * @param clients at least 1
     * @param pauseMillisMax at least 1; a pause is shorter than that
     */
    record Crowd(int clients, int pauseMillisMax) {

        /** Enough to meet every moment of a fault. */
        static final Crowd CALM = new Crowd(12, 15);

        /** Enough for lanes to gather batches. */
        static final Crowd RUSH = new Crowd(48, 15);
    }

    Clients(
            NetworkHotel hotel,
            BookingEngine engine,
            Records records,
            boolean careless,
            Crowd crowd,
            SplittableRandom random) {
        this.hotel = hotel;
        this.engine = engine;
        this.records = records;
        this.careless = careless;
        this.crowd = crowd;
        this.threads = IntStream.range(0, crowd.clients())
                .mapToObj(_ -> random.split())
                .map(own -> Thread.ofVirtual().start(() -> act(own)))
                .toList();
    }

    private void act(SplittableRandom random) {
        try {
            List<Booking> mine = new ArrayList<>();
            while (!stopped) {
                if (mine.isEmpty() || random.nextInt(4) > 0) {
                    Booking booking = book(hotel.wanted(random, records.numbers.incrementAndGet()));
                    if (booking != null) {
                        mine.add(booking);
                    }
                } else {
                    Booking booking = mine.remove(random.nextInt(mine.size()));
                    untilKnown(new Cancel(booking.id(), booking.userId()), false);
                }
                pause(random.nextInt(crowd.pauseMillisMax()));
            }
        } catch (RuntimeException e) {
            records.find("A client got an exception instead of an outcome: " + e);
        }
    }

    private @Nullable Booking book(Book wanted) {
        Outcome<?> outcome = untilKnown(wanted, careless);
        if (outcome instanceof Done(Booking booking, boolean _)) {
            records.booked(booking);
            return booking;
        }
        records.refused.add(wanted.userId());
        return null;
    }

    private Outcome<?> untilKnown(Command<?> command, boolean newKeys) {
        Booking found = null;
        while (true) {
            Command<?> sent = newKeys && command instanceof Book wanted
                    ? wanted.withKey("careless-" + records.numbers.incrementAndGet())
                    : command;
            records.requests.incrementAndGet();
            Outcome<?> outcome = timed(() -> engine.submit(sent));
            if (!(outcome instanceof Failed(Failure reason, String message, var _))) {
                check(command, outcome, found);
                return outcome;
            }
            if (reason == Failure.INTERNAL_ERROR) {
                records.find("INTERNAL_ERROR: " + message);
            }
            if (reason == Failure.OUTCOME_UNKNOWN) {
                records.unknown.incrementAndGet();
                found = found != null ? found : lookUp(command);
            }
            pause(20);
        }
    }

    /** A booking found after an unknown outcome must be the one that the same key finds again. */
    private void check(Command<?> command, Outcome<?> outcome, @Nullable Booking found) {
        if (command instanceof Cancel) {
            if (outcome instanceof Done(Booking booking, boolean _)) {
                records.cancelled(booking.id());
            } else {
                records.find("A cancel of an acknowledged booking had the outcome " + outcome);
            }
        } else if (outcome instanceof Refused(var reason, boolean _) && !hotel.maySellOut(command)) {
            records.find("A booking was refused although there were rooms: " + reason);
        }
        if (found != null
                && !careless
                && !(outcome instanceof Done(Booking b, boolean replayed) && replayed && b.id().equals(found.id()))) {
            records.find("A booking existed after an unknown outcome, but its key returned " + outcome);
        }
    }

    private @Nullable Booking lookUp(Command<?> command) {
        if (!(command instanceof Book wanted)) {
            return null;
        }
        BookingFilter filter = new BookingFilter(wanted.userId(), null, null, null, null);
        try {
            return timed(() -> engine.read().bookings(filter, new PageRequest(2, null))).items().stream()
                    .findFirst()
                    .orElse(null);
        } catch (StoreException e) {
            return null; // The fault is not over.
        }
    }

    private <T> T timed(Supplier<T> action) {
        long start = System.nanoTime();
        try {
            return action.get();
        } finally {
            records.waited(System.nanoTime() - start);
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    /** Returns when every client knows the outcome of its last request, and reports those that do not in time. */
    void stop(Duration limit) throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + limit.toNanos();
        int stuck = 0;
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                stuck++;
            }
        }
        if (stuck > 0) {
            records.find(stuck + " clients are still stuck " + limit.toSeconds() + " s after the last fault");
        }
    }
}
