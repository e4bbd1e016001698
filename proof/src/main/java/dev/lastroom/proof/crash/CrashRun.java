package dev.lastroom.proof.crash;

import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.judge.LogFollower;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.stress.HttpSeller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One crash after another on one database. For one thread. */
final class CrashRun implements AutoCloseable {

    private static final int MOMENT_MIN = 10;
    private static final int MOMENT_MAX = 120;
    private static final long RECOVERY_SECONDS_MAX = 60;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CrashBed bed;
    private final SplittableRandom random;
    private final Notes notes = new Notes();
    private final LogFollower follower = new LogFollower();
    private final List<WantedBooking> all = new ArrayList<>();
    private ServerProcess server;
    private int faults;

    /** @param hasty whether the first server acknowledges before it commits */
    CrashRun(CrashBed bed, long seed, boolean hasty) throws IOException {
        this.bed = bed;
        this.random = new SplittableRandom(seed);
        this.server =
                ServerProcess.start(bed.folder(), hasty ? List.of(bed.url(), CrashServer.HASTY) : List.of(bed.url()));
    }

    /** Makes {@code crashes} happen in this order, and asks for every key again at the end. */
    TrialTally run(List<Crash> crashes, Consumer<String> progress) throws Exception {
        for (Crash crash : crashes) {
            List<WantedBooking> rushed = rush(crash);
            all.addAll(rushed);
            bed.recover().forEach(notes::finding);
            check();
            if (!server.isAlive()) {
                server.close();
                server = ServerProcess.start(bed.folder(), List.of(bed.url()));
            }
            askAgain(rushed);
            check();
            progress.accept(faults + " of " + crashes.size() + " crashes");
        }
        askAgain(all);
        return notes.tally(faults);
    }

    private List<WantedBooking> rush(Crash crash) throws Exception {
        String name = "crash-" + faults;
        int moment = random.nextInt(MOMENT_MIN, MOMENT_MAX);
        try (HttpSeller seller = new HttpSeller(server.url(), null)) {
            Rush rush = new Rush(new RoomTypeId(name), moment, crash.prepare(server, moment));
            seller.open(new RoomTypeId(name), rush.season(), Rush.ROOMS);
            List<SplittableRandom> randoms =
                    Stream.generate(random::split).limit(Rush.GUESTS).toList();
            List<List<WantedBooking>> rushed =
                    atOnce(guest -> () -> rush.run(new Guest(seller, notes), name + "-" + guest, randoms.get(guest)));
            if (!crash.hasCome(server)) {
                throw new IOException("The crash " + crash + " did not happen; findings so far: "
                        + notes.tally(faults).findings());
            }
            faults++;
            return rushed.stream().flatMap(List::stream).toList();
        }
    }

    private static <T> List<T> atOnce(IntFunction<Callable<T>> task) throws Exception {
        try (var threads = Executors.newFixedThreadPool(Rush.GUESTS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(
                    IntStream.range(0, Rush.GUESTS).mapToObj(task).toList())) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A guest failed", e.getCause());
        }
    }

    private void check() {
        try (Store store = bed.open()) {
            new CrashCheck(store.reads(), Rush.ROOMS, notes).compare(all);
            follower.catchUp(store.reads()).forEach(notes::finding);
        }
    }

    /**
     * Sends every request again until there is an answer. A known outcome must be repeated; an unknown one becomes
     * known.
     */
    private void askAgain(List<WantedBooking> asked) throws Exception {
        try (HttpSeller seller = new HttpSeller(server.url(), null)) {
            List<Boolean> _ = atOnce(guest -> () -> {
                for (int i = guest; i < asked.size(); i += Rush.GUESTS) {
                    askAgain(new Guest(seller, notes), asked.get(i));
                }
                return true;
            });
        }
    }

    private void askAgain(Guest guest, WantedBooking wanted) {
        boolean mayNeedCancel = wanted.cancelled() != WantedBooking.Done.NO;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RECOVERY_SECONDS_MAX);
        while (!guest.book(wanted) || (mayNeedCancel && wanted.id() != null && !guest.cancel(wanted))) {
            if (System.nanoTime() - deadline > 0) {
                notes.finding("Key " + wanted.key() + " got no answer within " + RECOVERY_SECONDS_MAX + " s");
                return;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
