package dev.lastroom.proof.settings;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Users who ask several servers at once for more holds than one user may have, each of another room type. A hold is
 * counted against those that other transactions have made in the meantime; a snapshot from before the lock does not
 * see them. Used by one thread.
 */
final class HoldLimit {

    /** A user may have one hold. */
    static final Rules RULES = Rules.DEFAULT.with(it -> it.holdsPerUserMax = 1);

    private static final int AT_ONCE = 4;
    private static final String PROPERTY = "holds";
    private static final HoldTime HOUR = new HoldTime(Duration.ofHours(1));

    private final LocalDate night = LocalDate.now(ZoneOffset.UTC).plusDays(10);
    private int users;

    /** Opens the nights to be held. */
    void open(BookingEngine server) {
        server.submit(SaveProperty.of(PROPERTY, "Grand Hotel", "UTC", "EUR")).orElseThrow();
        for (int i = 0; i < AT_ONCE; i++) {
            server.submit(SaveRoomType.of(roomType(i).value(), PROPERTY, "Deluxe", 100_000, 12_000))
                    .orElseThrow();
            server.submit(new OpenNights(roomType(i), night, night.plusDays(1), null, null))
                    .orElseThrow();
        }
    }

    private static RoomTypeId roomType(int i) {
        return new RoomTypeId(PROPERTY + "-" + i);
    }

    private static String user(int i) {
        return "holder-" + i;
    }

    /** Makes {@code more} new users ask, all at the same time. */
    void play(List<BookingEngine> servers, int more) {
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = users; user < users + more; user++) {
                for (int i = 0; i < AT_ONCE; i++) {
                    Book wanted = Book.of(user(user), roomType(i).value(), Stay.of(night, 1), 1)
                            .heldFor(HOUR);
                    BookingEngine server = servers.get(i % servers.size());
                    asking.execute(() -> server.submit(wanted));
                }
            }
        }
        users += more;
    }

    /** How many users have more than one hold. */
    long broken(BookingEngine server) {
        return IntStream.range(0, users)
                .filter(user -> holds(server, user) > RULES.holdsPerUserMax())
                .count();
    }

    /** How many users have one. */
    long holding(BookingEngine server) {
        return IntStream.range(0, users).filter(user -> holds(server, user) > 0).count();
    }

    private static long holds(BookingEngine server, int user) {
        BookingFilter filter = new BookingFilter(new UserId(user(user)), null, null, null, null);
        return server.read().bookings(filter, new PageRequest(AT_ONCE, null)).items().stream()
                .filter(Booking::isLive)
                .count();
    }
}
