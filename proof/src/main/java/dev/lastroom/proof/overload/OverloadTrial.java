package dev.lastroom.proof.overload;

import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.jdbc.guard.Breaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends a service ten times the load it can carry, over HTTP, and takes its database away. Accepted requests must be
 * answered with a p99 within three times the p99 at half the capacity. The rest must be answered within 50 ms and say
 * when to try again. Nothing may be lost, doubled or oversold, and the breaker must open, try and close by itself.
 *
 * <p>Half the capacity and ten times the capacity alternate, since the machine may be slower at some times. The
 * thorough run judges the p99 under overload in most of its rounds. The quick run shares its machine with other
 * tests, which delay some answers, so it judges the median in the best of its rounds. A server without bounds fails
 * in both.
 */
public final class OverloadTrial implements Trial {

    private static final int QUICK_ROUNDS = 3;
    private static final int THOROUGH_ROUNDS = 9;
    private static final int CLIENTS = 2 * SlowHotel.BATCH_MAX;
    private static final double WARM_UP_PER_SECOND = 300;
    private static final double OVERLOAD = 10;
    private static final double MODERATE = 0.5;
    private static final long LOOK_NANOS = 1_000_000;

    private final EngineSettings settings;

    /** A trial with a queue that is bounded as the guide says. */
    public OverloadTrial() {
        this(SlowHotel.fitting());
    }

    OverloadTrial(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "overload, SQLite";
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        try (SlowHotel hotel = new SlowHotel(seed, settings);
                OpenLoop clients = new OpenLoop(hotel.url())) {
            return new Run(hotel, clients, quick, progress).tally();
        }
    }

    /** One run. For one thread. */
    private static final class Run {

        private final SlowHotel hotel;
        private final OpenLoop clients;
        private final boolean quick;
        private final Consumer<String> progress;
        private final List<Load> loads = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private double capacity;

        Run(SlowHotel hotel, OpenLoop clients, boolean quick, Consumer<String> progress) {
            this.hotel = hotel;
            this.clients = clients;
            this.quick = quick;
            this.progress = progress;
        }

        TrialTally tally() throws InterruptedException {
            // The JVM first compiles both paths of the service: accepting and refusing.
            load(WARM_UP_PER_SECOND, Duration.ofSeconds(quick ? 4 : 10));
            measureCapacity();
            rounds();
            outage();
            return count();
        }

        private void measureCapacity() {
            Duration time = Duration.ofSeconds(quick ? 1 : 5);
            long start = System.nanoTime();
            Load load = clients.closed(CLIENTS, time);
            capacity = load.accepted() * 1e9 / (System.nanoTime() - start);
            loads.add(load);
            progress.accept(String.format(Locale.ROOT, "capacity %.0f/s", capacity));
        }

        private Load load(double perSecond, Duration time) {
            Load load = clients.run(perSecond, time);
            loads.add(load);
            return load;
        }

        private void rounds() {
            Duration time = Duration.ofSeconds(quick ? 2 : 10);
            int all = quick ? QUICK_ROUNDS : THOROUGH_ROUNDS;
            int needed = quick ? 1 : THOROUGH_ROUNDS / 2 + 1;
            List<OverloadRound> rounds = new ArrayList<>();
            while (rounds.size() < all
                    && rounds.stream().filter(OverloadRound::isKept).count() < needed) {
                Load moderate = load(MODERATE * capacity, time);
                Load overload = load(OVERLOAD * capacity, quick ? time.dividedBy(2) : time);
                OverloadRound round = OverloadRound.of(moderate, overload, quick ? 50 : 99);
                rounds.add(round);
                progress.accept(round.toString());
            }
            if (rounds.stream().filter(OverloadRound::isKept).count() < needed) {
                findings.add("the bounds did not hold at ten times the capacity: " + rounds);
            }
        }

        /** The database goes away under load, and comes back. */
        private void outage() throws InterruptedException {
            Set<State> seen = ConcurrentHashMap.newKeySet();
            AtomicBoolean looking = new AtomicBoolean(true);
            // Not after each answer: while one batch tries, those behind it in the lane have none.
            Thread look = Thread.ofPlatform().start(() -> {
                while (looking.get()) {
                    seen.add(hotel.breaker());
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            });
            hotel.away(true);
            Load without = load(capacity, Duration.ofSeconds(1));
            hotel.away(false);
            Load after = load(MODERATE * capacity, Duration.ofSeconds(2));
            looking.set(false);
            look.join();
            progress.accept("the database went away and came back; the breaker was " + seen);
            if (without.accepted() > 0 || without.refused() == 0) {
                findings.add("without a database, " + without.accepted() + " bookings were made and "
                        + without.refused() + " requests were refused");
            }
            if (seen.size() < State.values().length || hotel.breaker() != State.CLOSED) {
                findings.add("the breaker was " + seen + " and ended as " + hotel.breaker());
            }
            if (after.accepted() == 0) {
                findings.add("nothing was booked after the database came back");
            }
        }

        private TrialTally count() {
            long others = loads.stream().mapToLong(Load::others).sum();
            long silent = loads.stream().mapToLong(Load::withoutRetryAfter).sum();
            if (silent > 0) {
                findings.add(silent + " refusals did not say when to try again");
            }
            if (!hotel.isConsistent()) {
                findings.add("the recount found drift");
            }
            long acknowledged = loads.stream().mapToLong(Load::accepted).sum();
            Night night = hotel.night();
            return new TrialTally(
                    hotel.faults(),
                    clients.sent(),
                    acknowledged,
                    others,
                    Math.max(0, acknowledged - night.booked()),
                    Math.max(0, night.booked() - acknowledged - others),
                    night.booked() > night.total() ? 1 : 0,
                    loads.stream().map(Load::longest).max(Duration::compareTo).orElse(Duration.ZERO),
                    findings);
        }
    }
}
