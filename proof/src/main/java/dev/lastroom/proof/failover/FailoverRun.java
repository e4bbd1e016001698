package dev.lastroom.proof.failover;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** One failover of a cluster that is whole, with guests at two servers. For one thread. */
final class FailoverRun {

    /** How long the guests are served undisturbed before and after. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /** Longer than a transaction's limit plus the network's margin: the engine gives up what waits for a standby. */
    private static final Duration LONG_AWAY = Duration.ofSeconds(17);

    private static final Duration BRIEFLY_AWAY = Duration.ofSeconds(3);

    private static final Duration READ_EVERY = Duration.ofMillis(20);
    private static final String CANCEL_WAITS =
            "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    private static final int CANCELS = 20;
    private static final Duration CANCEL_EVERY = Duration.ofMillis(50);

    private final Hotel hotel;
    private final Cluster cluster;
    private final Failover failover;
    private final boolean quick;
    private final List<Guests> guests;
    private final ReentrantLock reading = new ReentrantLock();
    private long faultAt;
    private long takenOverAt;
    private long backAt;
    private volatile boolean ended;

    private FailoverRun(Hotel hotel, Failover failover, boolean quick, SplittableRandom random) {
        this.hotel = hotel;
        this.cluster = hotel.cluster();
        this.failover = failover;
        this.quick = quick;
        this.guests = hotel.open(random);
    }

    /** Plays it, notes everything that went wrong, and returns when the cluster is whole again. */
    static Recovery play(Hotel hotel, Failover failover, boolean quick, SplittableRandom random) throws Exception {
        Machine primary = hotel.cluster().awaitWhole();
        return new FailoverRun(hotel, failover, quick, random).play(primary);
    }

    private Recovery play(Machine primary) throws Exception {
        Thread follower = Thread.ofVirtual().start(this::follow);
        awaitServed();
        Thread.sleep(CALM);
        begin();
        try {
            take(primary);
            cluster.awaitWhole();
        } catch (TimeoutException e) {
            hotel.notes().finding(failover.label() + ": " + e.getMessage());
        }
        long wholeAt = System.nanoTime();
        awaitServed();
        Thread.sleep(CALM);
        ended = true;
        follower.join();
        Duration stall = Collections.max(
                guests.stream().map(each -> each.pulse().longestStall()).toList());
        hotel.close(guests);
        if (stall.compareTo(failover.stallMax()) > 0) {
            hotel.notes()
                    .finding(failover.label() + ": guests waited " + stall.toMillis() + " ms; at most "
                            + failover.stallMax().toMillis() + " ms are allowed");
        }
        return new Recovery(
                failover, stall, Duration.ofNanos(takenOverAt - faultAt), Duration.ofNanos(wholeAt - backAt));
    }

    /** A client that follows the events, now at one server and now at the other, whatever happens. */
    private void follow() {
        try {
            for (boolean atOptimistic = false; !ended; atOptimistic = !atOptimistic) {
                reading.lock();
                try {
                    hotel.follow(atOptimistic);
                } finally {
                    reading.unlock();
                }
                Thread.sleep(READ_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on the guests' waits count. */
    private void begin() {
        faultAt = System.nanoTime();
        takenOverAt = faultAt;
        backAt = faultAt;
        guests.forEach(each -> each.pulse().count());
    }

    /** Causes the failover; returns when all guests are served again and the lost machine is back. */
    private void take(Machine primary) throws Exception {
        switch (failover) {
            case KILLED -> {
                if (!cluster.isSynchronous()) {
                    // Then a primary acknowledges what no standby has.
                    primary.network().cutFromStandbys();
                    awaitServed();
                }
                primary.killPostgres();
                primary.network().heal();
                awaitTakenOver(primary);
                awaitServed();
            }
            case KILLED_WITH_PATRONI -> {
                primary.killPatroniToo();
                awaitTakenOver(primary);
                awaitServed();
            }
            case POWER_LOST, DISK_LOST -> {
                primary.losePower();
                if (failover == Failover.DISK_LOST) {
                    primary.loseDisk();
                }
                awaitTakenOver(primary);
                primary.powerUp();
                isBack();
                awaitServed();
            }
            case HUNG -> {
                primary.hang();
                awaitTakenOver(primary);
                awaitServed();
                primary.goOn();
                isBack();
            }
            case TWO_PRIMARIES -> {
                primary.hang();
                awaitTakenOver(primary);
                primary.goOn();
                isBack();
                awaitServed();
            }
            case CUT_OFF -> {
                primary.network().cut();
                awaitTakenOver(primary);
                awaitServed();
                primary.network().heal();
                isBack();
            }
            case SWITCHED_OVER -> {
                cluster.switchOver(primary);
                awaitTakenOver(primary);
                awaitServed();
            }
            case STANDBY_HUNG -> {
                Machine standby = cluster.synchronousStandby(primary);
                standby.hang();
                awaitServed();
                standby.goOn();
                isBack();
            }
            case STANDBYS_MISSING -> {
                primary.network().cutFromStandbys();
                stayAway(quick ? BRIEFLY_AWAY : LONG_AWAY);
                primary.network().heal();
                begin();
                awaitServed();
            }
            case WAITS_CANCELLED -> {
                // What PostgreSQL was told not to wait for can be read, and is then lost with it.
                reading.lock();
                try {
                    primary.network().cutFromStandbys();
                    cancelWaits(primary);
                    begin();
                    primary.killPostgres();
                    primary.network().heal();
                    awaitTakenOver(primary);
                } finally {
                    reading.unlock();
                }
                awaitServed();
            }
        }
    }

    private void awaitTakenOver(Machine old) throws InterruptedException, TimeoutException {
        cluster.awaitOtherPrimary(old);
        takenOverAt = System.nanoTime();
    }

    /** The machine that was lost can follow from now on. */
    private void isBack() {
        backAt = System.nanoTime();
    }

    private void cancelWaits(Machine primary) throws SQLException, InterruptedException {
        for (int i = 0; i < CANCELS; i++) {
            primary.execute("postgres", CANCEL_WAITS);
            Thread.sleep(CANCEL_EVERY);
        }
    }

    /** While the standbys are away, no guest may be told that anything is done. */
    private void stayAway(Duration time) throws InterruptedException {
        long away = System.nanoTime();
        Thread.sleep(time);
        guests.stream()
                .map(Guests::pulse)
                .filter(pulse -> pulse.isServedAfter(away))
                .forEach(pulse -> hotel.notes().finding("Guests are served without a standby: " + pulse.name()));
    }

    /** Waits until all guests get answers to what they ask from now on. */
    private void awaitServed() throws InterruptedException {
        long now = System.nanoTime();
        for (Guests each : guests) {
            if (!each.pulse().awaitServedAfter(now, failover.stallMax())) {
                hotel.notes()
                        .finding(failover.label() + ": guests are no longer served: "
                                + each.pulse().name());
            }
        }
    }
}
