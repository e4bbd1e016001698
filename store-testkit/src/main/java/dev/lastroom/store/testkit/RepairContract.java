package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.atOnce;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts are corrected while several servers that share only the database book and cancel. */
public abstract class RepairContract {

    private static final int NIGHTS = 6;
    private static final int SERVERS = 3;
    private static final int CLIENTS = 6;
    private static final int REPAIRERS = 2;

    private TestDatabase database;
    private final List<BookingEngine> servers = new ArrayList<>();

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        for (int i = 0; i < SERVERS; i++) {
            servers.add(GrandHotel.engine(database.open()));
        }
        GrandHotel.open(servers.getFirst(), 40, NIGHTS);
        for (int i = 0; i < SERVERS; i++) {
            booking(servers.get(i).submit(book("first-" + i, 0, NIGHTS, 2)));
        }
    }

    @AfterEach
    void close() {
        servers.forEach(BookingEngine::close);
    }

    /** The last repair is over before the last booking, so nothing corrects what an earlier repair might have lost. */
    @Test
    void noBookingMadeDuringARepairIsLost() throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("noBookingMadeDuringARepairIsLost: -Dlastroom.seed=" + seed);
        database.execute("UPDATE night SET booked = booked - 5");
        AtomicInteger repairing = new AtomicInteger(REPAIRERS);
        List<Integer> done = atOnce(
                CLIENTS + REPAIRERS,
                i -> i < REPAIRERS
                        ? () -> repairAgainAndAgain(repairing)
                        : () -> bookAndCancelUntil(repairing, new SplittableRandom(seed + i), i));

        assertThat(done.stream().limit(REPAIRERS).mapToInt(Integer::intValue).sum())
                .as("each night is corrected only once")
                .isEqualTo(NIGHTS);
        assertThat(done.stream().skip(REPAIRERS)).allMatch(steps -> steps > 0);
        assertThat(servers.getFirst().read().integrity().drift()).isEmpty();
    }

    private int repairAgainAndAgain(AtomicInteger repairing) {
        int corrected = 0;
        try (Store store = database.open()) {
            for (int i = 0; i < 40; i++) {
                List<Repair> repairs = store.repair(nights(), GrandHotel.NOON);
                assertThat(repairs).allMatch(Repair::corrected);
                corrected += repairs.size();
            }
        } finally {
            repairing.decrementAndGet();
        }
        return corrected;
    }

    private int bookAndCancelUntil(AtomicInteger repairing, SplittableRandom random, int client) {
        Queue<Booking> mine = new ArrayDeque<>();
        int steps = 0;
        while (repairing.get() > 0 || steps % 10 != 0) {
            BookingEngine server = servers.get(random.nextInt(SERVERS));
            if (mine.size() > 4) {
                Booking booking = mine.remove();
                assertThat(server.submit(new Cancel(booking.id(), null))).isInstanceOf(Done.class);
            }
            int day = random.nextInt(NIGHTS - 2);
            Outcome<Booking> outcome = server.submit(
                    book("client-" + client, day, 1 + random.nextInt(2), 1).withKey(client + "-" + steps++));
            assertThat(outcome).isNotInstanceOf(Failed.class);
            if (outcome instanceof Done<Booking>(Booking booked, boolean _)) {
                mine.add(booked);
            }
        }
        return steps;
    }

    /** The same without a lock: a booking between the recount and the correction is lost. */
    @Test
    void negativeControlARepairWithoutALockLosesABooking() throws SQLException {
        database.execute("UPDATE night SET booked = booked - 5");
        List<Drift> drift = servers.getFirst().read().integrity().drift();
        booking(servers.get(1).submit(book("ann", 0, 1, 1)));
        for (Drift night : drift) {
            database.execute("UPDATE night SET booked = " + night.counted() + " WHERE stay_date = '" + night.date()
                    + "' AND room_type_id = '" + night.roomTypeId() + "'");
        }
        assertThat(servers.getFirst().read().integrity().drift()).containsExactly(new Drift(DELUXE, TODAY, 7, 6));
    }

    private static SortedSet<NightKey> nights() {
        return IntStream.range(0, NIGHTS)
                .mapToObj(day -> new NightKey(DELUXE, TODAY.plusDays(day)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
