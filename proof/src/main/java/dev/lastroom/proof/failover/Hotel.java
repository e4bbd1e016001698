package dev.lastroom.proof.failover;

import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.crash.CrashCheck;
import dev.lastroom.proof.crash.Guest;
import dev.lastroom.proof.crash.Notes;
import dev.lastroom.proof.crash.WantedBooking;
import dev.lastroom.proof.judge.LogFollower;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two servers on one cluster, one in each mode, and all that their guests were told across many failovers. For one
 * thread, except {@link #follow}.
 */
final class Hotel implements AutoCloseable {

    private static final List<String> ROOM_TYPES = List.of("single", "double", "suite");
    private static final int EVENTS_READ = 200;

    /** How many bookings of each room type at each desk are asked for again at the other one. */
    private static final int ASKED_AGAIN = 30;

    private final Cluster cluster;
    private final Desk locking;
    private final Desk optimistic;
    private final Notes notes = new Notes();
    private final LogFollower follower = new LogFollower();
    private final LocalDate from = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    private final List<WantedBooking> all = new ArrayList<>();
    private int seasons;

    /** Opens in a new database of a cluster. */
    Hotel(Cluster cluster) throws Exception {
        cluster.makeDatabase();
        this.cluster = cluster;
        this.locking = new Desk(cluster.url(), false);
        this.optimistic = new Desk(cluster.url(), true);
    }

    Cluster cluster() {
        return cluster;
    }

    Notes notes() {
        return notes;
    }

    /** Opens room types that nobody has booked yet, and lets in guests for them, at both desks. */
    List<Guests> open(SplittableRandom random) {
        seasons++;
        List<Guests> guests = new ArrayList<>();
        for (String name : ROOM_TYPES) {
            RoomTypeId type = new RoomTypeId(name + "-" + seasons);
            locking.seller().open(type, Guests.season(from), Guests.ROOMS);
            guests.add(new Guests(locking, type, from, notes, random.split()));
            guests.add(new Guests(optimistic, type, from, notes, random.split()));
        }
        return guests;
    }

    /** Reads the next events at one of the desks, as a client that follows them. */
    void follow(boolean atOptimistic) {
        try {
            follower.read((atOptimistic ? optimistic : locking).reads(), EVENTS_READ);
        } catch (StoreException e) {
            // No answer, so no wrong one.
        }
    }

    /** Sends the guests away, and compares all that this and earlier guests were told with what is stored. */
    void close(List<Guests> guests) throws Exception {
        for (Guests each : guests) {
            List<WantedBooking> wanted = each.stop();
            all.addAll(wanted);
            askAgain(wanted, each.desk() == locking ? optimistic : locking);
        }
        try (Store store = PostgresStore.open(PostgresSettings.of(cluster.url()))) {
            new CrashCheck(store.reads(), Guests.ROOMS, notes).compare(all);
            follower.catchUp(store.reads()).forEach(notes::finding);
        }
        try (Connection connection = cluster.connect()) {
            new SqlCount(connection, notes).compare(all);
        }
    }

    /** The same keys at another server, after the failover: each must give its first answer. */
    private void askAgain(List<WantedBooking> wanted, Desk desk) {
        Guest guest = new Guest(desk.seller(), notes);
        for (int i = 0; i < wanted.size(); i += 1 + wanted.size() / ASKED_AGAIN) {
            if (!guest.book(wanted.get(i))) {
                notes.finding("Key " + wanted.get(i).key() + " gets no answer from the other server");
            }
        }
    }

    @Override
    public void close() {
        locking.close();
        optimistic.close();
    }
}
