package dev.lastroom.proof.starvation;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One adversary's attacks on one server, one after another, with a judgement after each. For one thread. */
final class StarvationRun implements AutoCloseable {

    /** The adversary's address: on Linux, loopback has more than one. */
    static final String ELSEWHERE = "127.0.0.2";

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Bounds bounds;
    private final Consumer<String> progress;
    private final Notes notes;
    private final Guests guests;
    private final Follower follower;
    private final Probe probe;
    private final Adversary adversary;

    StarvationRun(
            StarvedHotel hotel,
            int port,
            Keys keys,
            Notes notes,
            Bounds bounds,
            SplittableRandom random,
            Consumer<String> progress)
            throws IOException {
        this.notes = notes;
        this.bounds = bounds;
        this.progress = progress;
        // Another address of this machine: a server may well refuse everything from the attacker's address.
        InetAddress elsewhere = InetAddress.getByName(ELSEWHERE);
        guests = new Guests(hotel, port, keys.honest(), notes, random.split());
        follower = new Follower(port, keys.honest());
        probe = new Probe(port, bounds.probe(), notes);
        adversary = new Adversary(hotel, elsewhere, port, keys.adversary(), notes, random.split());
    }

    /**
     * The secrets of two owners.
     *
     * @param honest of the owner who books
     * @param adversary of the attacker
     */
    record Keys(String honest, String adversary) {}

    /** Carries out the attacks in this order. */
    void play(List<Attack> attacks) throws InterruptedException, IOException {
        // The first request of each kind takes longer.
        awaitServed(Served.NONE);
        Notes.Waits _ = notes.waits();
        for (Attack attack : attacks) {
            Served before = served();
            adversary.begin(attack);
            Thread.sleep(bounds.attack());
            judge(attack, awaitServed(before));
            adversary.rest(attack);
            awaitGivenBack(attack);
            adversary.forget();
            judgeWaits(attack.toString());
        }
        stop();
        judgeWaits("the end");
    }

    /** How much honest clients got. */
    private record Served(long bookings, long searches, long events) {

        static final Served NONE = new Served(0, 0, 0);

        Served since(Served before) {
            return new Served(bookings - before.bookings, searches - before.searches, events - before.events);
        }

        boolean isSomeOfEach() {
            return bookings > 0 && searches > 0 && events > 0;
        }
    }

    private Served served() {
        return new Served(guests.booked(), guests.found(), follower.events());
    }

    /**
     * Waits until honest clients got something of each kind since {@code before}, but no longer than they may have to
     * wait.
     */
    private Served awaitServed(Served before) {
        long start = System.nanoTime();
        Served since = served().since(before);
        while (!since.isSomeOfEach()
                && System.nanoTime() - start < bounds.stall().toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            since = served().since(before);
        }
        return since;
    }

    private void judge(Attack attack, Served served) {
        progress.accept(
                "%s: %s; %d attacks, %s since the start".formatted(attack, served, notes.attacks(), notes.refusals()));
        if (!served.isSomeOfEach()) {
            notes.find("During %s honest clients got only %s; told: %s".formatted(attack, served, notes.excuse()));
        }
    }

    private void judgeWaits(String when) {
        Notes.Waits waits = notes.waits();
        progress.accept("%s: an honest client waited %d ms, a probe %d ms"
                .formatted(when, waits.client().toMillis(), waits.probe().toMillis()));
        if (waits.client().compareTo(bounds.stall()) > 0) {
            notes.find("During %s an honest client waited %d ms; told: %s"
                    .formatted(when, waits.client().toMillis(), notes.excuse()));
        }
        if (waits.probe().compareTo(bounds.probe()) > 0) {
            notes.find("During %s a probe of /healthz or /readyz took %d ms"
                    .formatted(when, waits.probe().toMillis()));
        }
        long wrong = probe.wrong();
        if (wrong > 0) {
            notes.find("During %s %d probes of /healthz and /readyz had no good answer".formatted(when, wrong));
        }
    }

    /** Each resource must be seen with no more than honest clients need, while they continue. */
    private void awaitGivenBack(Attack attack) throws IOException {
        Map<String, Integer> kept = new TreeMap<>(Probe.TAKEN);
        long start = System.nanoTime();
        Map<String, Double> used = Map.of();
        while (!kept.isEmpty() && System.nanoTime() - start < bounds.giveBack().toNanos()) {
            used = probe.used();
            Map<String, Double> now = used;
            kept.entrySet().removeIf(one -> now.getOrDefault(one.getKey(), Double.MAX_VALUE) <= one.getValue());
            if (attack.leaves()) {
                adversary.murmur();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        progress.accept("%s: given back after %d ms".formatted(attack, (System.nanoTime() - start) / 1_000_000));
        if (!kept.isEmpty()) {
            notes.find("%d ms after %s the server still holds %s; in use: %s"
                    .formatted(bounds.giveBack().toMillis(), attack, kept.keySet(), new TreeMap<>(used)));
        }
    }

    private void stop() throws InterruptedException {
        guests.stop();
        follower.stop();
        probe.stop();
    }

    @Override
    public void close() {
        try {
            adversary.end();
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
