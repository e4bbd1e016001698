package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A scenario's surroundings: a seller whose answers are counted, room types and keys that nobody else has, and a
 * common start. Its methods are called by one thread, except those that send requests.
 */
final class Stage {

    /** Far enough ahead that no time zone and no midnight during a run puts it in the past. */
    private static final int DAYS_AHEAD = 30;

    private final Seller seller;
    private final AnswerTally tally;
    private final String name;
    private final long seed;
    private final Consumer<Check> checks;
    private final LocalDate firstNight = LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_AHEAD);
    private int roomTypes;

    /**
     * @param name begins every id, up to 40 characters of an id
     * @param seed decides all random choices
     * @param checks receives every check
     */
    Stage(Seller seller, AnswerTally tally, String name, long seed, Consumer<Check> checks) {
        this.seller = seller;
        this.tally = tally;
        this.name = name;
        this.seed = seed;
        this.checks = checks;
    }

    long seed() {
        return seed;
    }

    /** The stay of {@code nights} nights that begins {@code after} nights after the first one. */
    Stay stay(int after, int nights) {
        return Stay.of(firstNight.plusDays(after), nights);
    }

    /** Opens a new room type on the first {@code nights} nights. */
    RoomTypeId openRoomType(int nights, int rooms) {
        RoomTypeId roomType = new RoomTypeId(name + "-" + ++roomTypes);
        seller.open(roomType, stay(0, nights), rooms);
        return roomType;
    }

    /** Sets rooms aside that are released at {@code at}, a whole second. */
    AllotmentId setAside(RoomTypeId roomType, Stay stay, int rooms, Instant at) {
        return seller.setAside(roomType, stay, rooms, at);
    }

    /** A request with a key of this stage. */
    Book request(String user, RoomTypeId roomType, Stay stay, int rooms, String key) {
        return new Book(new UserId(user), new RoomStay(roomType, stay, rooms), new IdempotencyKey(name + "-" + key));
    }

    SellerAnswer book(Book request) {
        return tally.time(() -> seller.book(request));
    }

    SellerAnswer cancel(BookingId bookingId, String user) {
        return tally.time(() -> seller.cancel(bookingId, new UserId(user)));
    }

    /** Books a group with a key of this stage. */
    SellerAnswer bookGroup(String user, List<RoomStay> items, String key) {
        IdempotencyKey given = new IdempotencyKey(name + "-" + key);
        return tally.time(items.size(), () -> seller.bookGroup(new BookGroup(new UserId(user), items, null, given)));
    }

    SellerAnswer join(Book request) {
        return tally.time(() -> seller.join(request));
    }

    boolean isOffered(EntryId entry) {
        boolean isOffered = seller.isOffered(entry);
        if (isOffered) {
            tally.offered();
        }
        return isOffered;
    }

    SellerAnswer confirm(BookingId bookingId, String user) {
        return tally.time(() -> seller.confirm(bookingId, new UserId(user)));
    }

    SellerAnswer change(BookingId bookingId, String user, Stay stay) {
        return tally.time(() -> seller.change(bookingId, new UserId(user), stay));
    }

    List<Night> nights(RoomTypeId roomType, Stay range) {
        return seller.nights(roomType, range);
    }

    /** The recorded number of booked rooms on each night of the stay. */
    List<Integer> booked(RoomTypeId roomType, Stay stay) {
        return seller.nights(roomType, stay).stream().map(Night::booked).toList();
    }

    /** How many nights differ from a recount of everything that the seller has. */
    int driftedNights() {
        return seller.recount().drift().size();
    }

    /** Waits until this time has passed by the clock of this process, which holds also use. */
    static void pass(Duration time) {
        if (time.isNegative()) {
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SellerException("Interrupted", e);
        }
    }

    /** Runs {@code task} on {@code count} threads that all start at once, and returns their results in order. */
    <T> List<T> atOnce(int count, IntFunction<T> task) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch gun = new CountDownLatch(1);
        List<Callable<T>> racers = IntStream.range(0, count)
                .<Callable<T>>mapToObj(i -> () -> {
                    ready.countDown();
                    gun.await();
                    return task.apply(i);
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = racers.stream().map(threads::submit).toList();
            ready.await();
            long start = System.nanoTime();
            gun.countDown();
            List<T> results = new ArrayList<>(count);
            for (Future<T> racer : running) {
                results.add(racer.get());
            }
            tally.raced(System.nanoTime() - start);
            return results;
        } catch (ExecutionException e) {
            throw new SellerException("A client failed: " + e.getCause(), e.getCause());
        }
    }

    /** Compares a count with its expected value. */
    void check(String what, Object expected, Object actual) {
        checks.accept(new Check(what, expected.toString(), actual.toString()));
    }
}
