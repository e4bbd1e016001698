package dev.lastroom.proof.network;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.network.Clients.Crowd;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One engine behind one proxy, and all faults in an order that the seed chooses. Used by one thread. */
final class NetworkRun {

    /** The promised time from the end of a fault to the next booking, in every lane. */
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(5);

    private static final Duration LOCK_WAIT = Duration.ofSeconds(1);
    private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(2);
    static final Duration NETWORK_MARGIN = Duration.ofSeconds(1);

    /** How long the clients work undisturbed before the next fault. */
    private static final Duration CALM = Duration.ofMillis(500);

    /** How long a store waits for a connection: two seconds, and two more to find that it is dead. */
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(4);

    /**
     * A request waits for the batch ahead and for its own. Each is sent, and asked for again if its answer is lost:
     * twice a connection, the transaction's limit and the network's margin.
     */
    static final Duration WAIT_MAX =
            CONNECTION_WAIT.plus(TRANSACTION_LIMIT).plus(NETWORK_MARGIN).multipliedBy(4);

    private final int serverPort;
    private final NetworkHotel hotel;
    private final boolean optimistic;
    private final boolean careless;
    private final Duration networkMargin;
    private final SplittableRandom random;
    private final Records records = new Records();

    /**
     * @param name begins the ids of its hotel
     * @param careless whether clients ask again under another key, which must show
     * @param networkMargin the store's margin; one longer than {@link #NETWORK_MARGIN} must show
     */
    NetworkRun(
            int serverPort,
            String name,
            boolean optimistic,
            boolean careless,
            Duration networkMargin,
            SplittableRandom random) {
        this.serverPort = serverPort;
        this.hotel = new NetworkHotel(name, LocalDate.now(ZoneOffset.UTC).plusDays(10));
        this.optimistic = optimistic;
        this.careless = careless;
        this.networkMargin = networkMargin;
        this.random = random;
    }

    TrialTally play(int rounds, Consumer<String> progress) throws Exception {
        List<NetworkFault> faults = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            List<NetworkFault> round = new ArrayList<>(List.of(NetworkFault.values()));
            Collections.shuffle(round, Random.from(random));
            faults.addAll(round);
        }
        return play(faults, progress);
    }

    TrialTally play(List<NetworkFault> faults, Consumer<String> progress) throws Exception {
        try (BookingEngine engine = engine(serverPort)) {
            hotel.open(engine);
        }
        try (FaultProxy proxy = new FaultProxy(serverPort)) {
            try (BookingEngine engine = engine(proxy.port())) {
                Clients clients = new Clients(hotel, engine, records, careless, Crowd.CALM, random.split());
                awaitBookings("the start", System.nanoTime());
                for (NetworkFault fault : faults) {
                    String name = label(fault);
                    progress.accept(hotel.name() + ": " + name);
                    inject(fault, proxy);
                    awaitBookings("the end of " + name, System.nanoTime());
                }
                clients.stop(WAIT_MAX);
            }
            return check(proxy.hits());
        }
    }

    private static String label(NetworkFault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void inject(NetworkFault fault, FaultProxy proxy) throws InterruptedException {
        Thread.sleep(CALM);
        proxy.begin(fault, 1 + random.nextInt(16));
        Thread.sleep(length(fault).plusMillis(random.nextInt(500)));
        proxy.end();
    }

    /** Longer than the store waits for a connection or for an answer, so that asking again fails too. */
    private static Duration length(NetworkFault fault) {
        return switch (fault) {
            case LATENCY -> Duration.ofSeconds(2);
            case CUT_BEFORE_COMMIT_ANSWER, CUT_BEFORE_ANSWER, REFUSED -> Duration.ofMillis(2_500);
            case HALF_OPEN, SLOW_READS -> TRANSACTION_LIMIT.plus(NETWORK_MARGIN).plus(Duration.ofSeconds(2));
        };
    }

    /** Waits until rooms of all types are booked, and so all lanes answer. */
    private void awaitBookings(String after, long start) throws InterruptedException, ExecutionException {
        for (RoomTypeId type : hotel.roomTypes()) {
            Future<Long> next = records.next(type);
            try {
                Duration taken = Duration.ofNanos(next.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS) - start);
                if (taken.compareTo(RECOVERY_MAX) > 0) {
                    records.find("No booking in " + type + " for " + taken.toMillis() + " ms after " + after);
                }
            } catch (TimeoutException e) {
                records.find("No booking at all in " + type + " after " + after);
            }
        }
    }

    private BookingEngine engine(int port) {
        PostgresSettings settings = PostgresSettings.of(
                        "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres")
                .withLimits(LOCK_WAIT, TRANSACTION_LIMIT)
                .withNetworkMargin(networkMargin)
                .withOptimistic(optimistic);
        return new BookingEngine(
                PostgresStore.open(settings), EngineSettings.DEFAULT, IdSource.secure(), EngineListener.NONE);
    }

    private TrialTally check(long hits) {
        try (BookingEngine engine = engine(serverPort)) {
            return Storm.check(hotel, records, engine, hits, WAIT_MAX);
        }
    }
}
