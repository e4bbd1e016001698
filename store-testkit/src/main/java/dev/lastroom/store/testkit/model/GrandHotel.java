package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The small hotel of most tests, and helpers to book it. */
public final class GrandHotel {

    /** The property. */
    public static final String PROPERTY = "grand";

    /** The room type. */
    public static final RoomTypeId DELUXE = new RoomTypeId("deluxe");

    /** The date of the tests. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 10);

    /** Noon of {@link #TODAY}. */
    public static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");

    /** The price of a room for a night. */
    public static final long PRICE = 12_000;

    private GrandHotel() {}

    /** Makes an engine whose clock stands at {@link #NOON}. */
    public static BookingEngine engine(Store store) {
        return engine(store, EngineSettings.DEFAULT);
    }

    /** Makes an engine with another clock. */
    public static BookingEngine engine(Store store, InstantSource clock) {
        return new BookingEngine(store, EngineSettings.DEFAULT, clock, IdSource.secure(), EngineListener.NONE);
    }

    /** Makes an engine with other settings. */
    public static BookingEngine engine(Store store, EngineSettings settings) {
        return new BookingEngine(store, settings, InstantSource.fixed(NOON), IdSource.secure(), EngineListener.NONE);
    }

    /** Sets up the hotel with {@code rooms} rooms on each of the {@code nights} nights from today. */
    public static void open(BookingEngine engine, int rooms, int nights) {
        engine.submit(SaveProperty.of(PROPERTY, "Grand Hotel", "Europe/Lisbon", "EUR"));
        engine.submit(SaveRoomType.of(DELUXE.value(), PROPERTY, "Deluxe", rooms, PRICE));
        engine.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(nights), null, null));
    }

    /** Returns a command that books {@code rooms} rooms for {@code nights} nights, {@code day} days from today. */
    public static Book book(String user, int day, int nights, int rooms) {
        return Book.of(user, DELUXE.value(), Stay.of(TODAY.plusDays(day), nights), rooms);
    }

    /** Returns the values of {@code type} from the commands that were done. */
    public static <T> List<T> done(Class<T> type, List<? extends Outcome<?>> outcomes) {
        List<T> values = new ArrayList<>();
        for (Outcome<?> outcome : outcomes) {
            if (outcome instanceof Done<?>(var value, boolean _) && type.isInstance(value)) {
                values.add(type.cast(value));
            }
        }
        return values;
    }

    /** Returns the refusals of the commands that were refused. */
    public static List<Refusal> refusals(List<? extends Outcome<?>> outcomes) {
        List<Refusal> refusals = new ArrayList<>();
        for (Outcome<?> outcome : outcomes) {
            if (outcome instanceof Refused<?>(Refusal reason, boolean _)) {
                refusals.add(reason);
            }
        }
        return refusals;
    }

    /** Returns the booking that was made or replayed. */
    public static Booking booking(Outcome<?> outcome) {
        if (outcome instanceof Done<?>(Booking booking, boolean _)) {
            return booking;
        }
        throw new AssertionError("not booked: " + outcome);
    }

    /** Returns why a command was refused. */
    public static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Refused<?>(Refusal reason, boolean _)) {
            return reason;
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /** Runs {@code count} tasks at the same moment, each in its own thread, and returns their results. */
    public static <T> List<T> atOnce(int count, IntFunction<Callable<T>> things) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> thing = things.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return thing.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
