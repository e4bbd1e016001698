package dev.lastroom.proof.failover;

import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.crash.CrashCheck;
import dev.lastroom.proof.crash.Notes;
import dev.lastroom.proof.crash.WantedBooking;
import dev.lastroom.proof.judge.LogFollower;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;

/** One failover of one pair, with guests at two servers, one in each mode. For one thread. */
final class FailoverRun {

    private static final List<RoomTypeId> ROOM_TYPES =
            List.of(new RoomTypeId("single"), new RoomTypeId("double"), new RoomTypeId("suite"));

    /** How long the guests are served undisturbed before and after. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /** An operator, or their program, notices within this time that the primary is gone. */
    private static final int NOTICED_MILLIS_MAX = 2_000;

    /** Longer than a transaction's limit plus the network's margin: the engine gives up what waits for the standby. */
    private static final Duration LONG_AWAY = Duration.ofSeconds(17);

    private static final Duration BRIEFLY_AWAY = Duration.ofSeconds(3);

    private static final int EVENTS_READ = 100;
    private static final String CANCEL_WAITS =
            "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    private static final int CANCELS = 20;
    private static final Duration CANCEL_EVERY = Duration.ofMillis(50);

    private final Path base;
    private final boolean synchronous;
    private final boolean quick;
    private final SplittableRandom random;
    private final Notes notes = new Notes();
    private final LogFollower follower = new LogFollower();
    private final LocalDate from = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    private final List<Guests> guests = new ArrayList<>();

    /**
     * @param base of the pair
     * @param synchronous whether the primary waits for its standby; without that, some acknowledged changes are lost
     */
    FailoverRun(Path base, boolean synchronous, boolean quick, SplittableRandom random) {
        this.base = base;
        this.synchronous = synchronous;
        this.quick = quick;
        this.random = random;
    }

    TrialTally play(Failover failover) throws Exception {
        try (Pair pair = new Pair(base, synchronous)) {
            List<WantedBooking> all = new ArrayList<>();
            try (Desk locking = new Desk(pair.url(), false);
                    Desk optimistic = new Desk(pair.url(), true)) {
                for (RoomTypeId type : ROOM_TYPES) {
                    locking.seller().open(type, Guests.season(from), Guests.ROOMS);
                    guests.add(new Guests(locking, type, from, notes, random.split()));
                    guests.add(new Guests(optimistic, type, from, notes, random.split()));
                }
                awaitServed(failover);
                Thread.sleep(CALM);
                follow(locking);
                countStalls();
                take(failover, pair);
                awaitServed(failover);
                follow(optimistic);
                if (failover == Failover.HUNG) {
                    pair.primary().goOn();
                }
                Thread.sleep(CALM);
                for (Guests each : guests) {
                    all.addAll(each.stop());
                }
            }
            check(failover == Failover.STANDBY_MISSING ? pair.primary() : pair.standby(), all);
            return tally(failover);
        }
    }

    /** Causes the failover; returns when there is a primary again that can commit. */
    private void take(Failover failover, Pair pair) throws Exception {
        switch (failover) {
            case KILLED -> {
                if (!synchronous) {
                    // A primary that does not wait for its standby then acknowledges data that the standby does not
                    // have.
                    pair.standby().cutOff();
                    awaitServed(failover);
                }
                pair.primary().kill();
                promote(pair);
            }
            case HUNG -> {
                pair.primary().hang();
                promote(pair);
            }
            case TWO_PRIMARIES -> {
                pair.primary().hang();
                promote(pair);
                pair.primary().goOn();
            }
            case STANDBY_MISSING -> {
                pair.standby().kill();
                stayAway(quick ? BRIEFLY_AWAY : LONG_AWAY);
                pair.standby().startAgain();
                countStalls();
            }
            case WAITS_CANCELLED -> {
                pair.standby().cutOff();
                for (int i = 0; i < CANCELS; i++) {
                    pair.primary().execute(CANCEL_WAITS);
                    Thread.sleep(CANCEL_EVERY);
                }
                countStalls();
                pair.primary().kill();
                pair.standby().promote();
            }
        }
    }

    private void promote(Pair pair) throws SQLException, InterruptedException, TimeoutException {
        Thread.sleep(random.nextInt(NOTICED_MILLIS_MAX));
        pair.standby().promote();
    }

    /** While the standby is away, no guest may be told that anything is done. */
    private void stayAway(Duration time) throws InterruptedException {
        long away = System.nanoTime();
        Thread.sleep(time);
        guests.stream()
                .map(Guests::pulse)
                .filter(pulse -> pulse.isServedAfter(away))
                .forEach(pulse -> notes.finding("Guests are served without the standby: " + pulse.name()));
    }

    private void countStalls() {
        guests.forEach(each -> each.pulse().count());
    }

    /** Waits until all guests get answers to what they ask from now on. */
    private void awaitServed(Failover failover) throws InterruptedException {
        long now = System.nanoTime();
        for (Guests each : guests) {
            if (!each.pulse().awaitServedAfter(now, failover.stallMax())) {
                notes.finding(failover + ": guests are no longer served: "
                        + each.pulse().name());
            }
        }
    }

    private void follow(Desk desk) {
        try {
            follower.read(desk.reads(), EVENTS_READ);
        } catch (StoreException e) {
            notes.finding("The events cannot be read: " + e.getMessage());
        }
    }

    private void check(PairServer survivor, List<WantedBooking> all) throws SQLException {
        try (Store store = PostgresStore.open(PostgresSettings.of(survivor.url()));
                Connection connection = survivor.connect()) {
            new CrashCheck(store.reads(), Guests.ROOMS, notes).compare(all);
            new SqlCount(connection, notes).compare(all);
            follower.catchUp(store.reads()).forEach(notes::finding);
        }
    }

    private TrialTally tally(Failover failover) {
        Duration stall = Collections.max(
                guests.stream().map(each -> each.pulse().longestStall()).toList());
        if (stall.compareTo(failover.stallMax()) > 0) {
            notes.finding(failover + ": guests waited " + stall.toMillis() + " ms; at most "
                    + failover.stallMax().toMillis() + " ms are allowed");
        }
        return notes.tally(1).withStall(stall);
    }
}
