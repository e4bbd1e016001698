package dev.lastroom.bench.cli;

import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.bench.run.Plan;
import dev.lastroom.server.cli.CommandFailedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for what is measured, and how long. */
final class PlanOptions {

    private static final int CLIENTS_MAX = 10_000;
    private static final long STORED_MAX = 100_000_000;

    /** How long a round runs before measuring, as a share of its length. */
    private static final double RAMP_SHARE = 0.25;

    private static final List<Workload> QUICK =
            List.of(EngineWorkload.HOT, EngineWorkload.UNIFORM, EngineWorkload.HERD);
    private static final List<Workload> QUICK_SEARCH =
            List.of(ServiceWorkload.PROPERTY_BUSY, ServiceWorkload.PROPERTY, ServiceWorkload.BOOKINGS);

    @Option(names = "--quick", description = "Run three workloads, one short round each, to see that everything works.")
    private boolean quick;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            arity = "1..*",
            description = "The workloads: hot, uniform, zipf, herd, resend, mixed; with --search property-busy,"
                    + " property, properties-busy, properties, arrivals-busy, arrivals, look-to-book-1000,"
                    + " look-to-book-100, bookings, sale; by default all.")
    private @Nullable List<String> workloads;

    @Option(
            names = "--clients",
            paramLabel = "N",
            arity = "1..*",
            description = "The numbers of clients, 1-10,000; by default 1, 16, 64, 256 and 1024, one after another, and"
                    + " 64 with --search.")
    private @Nullable List<Integer> clients;

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            arity = "1..*",
            description = "The contenders: baseline, tuned, lanes, optimistic, pgbench; on SQLite one-by-one, lanes;"
                    + " with --search memory, memory-2, cold, database, alone, beside; by default all. Only by name:"
                    + " two or four servers on one PostgreSQL, servers-2, servers-4, with leases in the database"
                    + " leases-2, leases-4, or on the Redis that LASTROOM_COORDINATION_LEASES names redis-2, redis-4.")
    private @Nullable List<String> contenders;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How many seconds each round is measured; by default 5.")
    private @Nullable Double seconds;

    @Option(names = "--rounds", paramLabel = "R", description = "How many rounds each contender plays; by default 3.")
    private @Nullable Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "How many seconds each contender runs before its first measured round, while the JVM"
                    + " compiles; by default 20, with --quick one round.")
    private @Nullable Double warmUp;

    @Option(
            names = "--room-types",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many room types the hotels have; by default ${DEFAULT-VALUE}.")
    private int roomTypes;

    @Option(
            names = "--nights",
            paramLabel = "N",
            defaultValue = "365",
            description = "How many nights are open; by default ${DEFAULT-VALUE}.")
    private int nights;

    @Option(
            names = "--http",
            description = "Measure the service over HTTP: single bookings on 256 connections, compared with the same"
                    + " service without a store, and batches of 100, compared with the engine without a service.")
    private boolean http;

    @Option(
            names = "--search",
            description = "Measure searches over HTTP, from memory and from the database: of one property, of 100, and"
                    + " calendars, with and without bookings at half of their rate; 1,000 and 100 searches for each"
                    + " booking; and 10,000 clients who want the last 100 rooms.")
    private boolean search;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "0",
            description = "Store this many bookings first, up to 100,000,000. The bookings of the rounds then stay,"
                    + " too.")
    private long stored;

    @Option(
            names = "--sustained",
            paramLabel = "MINUTES",
            description = "Measure Lastroom alone for this many minutes, with the first workload and the first number"
                    + " of clients.")
    private @Nullable Double sustainedMinutes;

    @Option(names = "--seed", paramLabel = "N", description = "The random seed. Every run prints its seed.")
    private @Nullable Long seed;

    /**
     * Returns the plan.
     *
     * @param onSqlite whether the database is SQLite
     * @throws CommandFailedException naming the option that is out of its range, or conflicts with another
     */
    Plan plan(boolean onSqlite) {
        checkTogether(onSqlite);
        double window = seconds != null ? seconds : quick ? 1 : 5;
        check(window > 0 && window <= 3_600, "--seconds must be more than 0 and at most 3600, not " + window);
        double usedWarmUp = warmUp != null ? warmUp : quick ? 0 : 20;
        check(usedWarmUp >= 0 && usedWarmUp <= 3_600, "--warm-up must be 0 to 3600, not " + usedWarmUp);
        int usedRounds = rounds != null ? rounds : quick ? 1 : 3;
        check(usedRounds >= 1 && usedRounds <= 100, "--rounds must be 1 to 100, not " + usedRounds);
        List<Integer> usedClients = clients != null ? clients : standardClients();
        usedClients.forEach(
                n -> check(n >= 1 && n <= CLIENTS_MAX, "--clients must be 1 to " + CLIENTS_MAX + ", not " + n));
        long usedSeed = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        return new Plan(
                usedWorkloads(),
                usedClients,
                usedRounds,
                millis(window),
                millis(window * RAMP_SHARE),
                millis(usedWarmUp),
                usedSeed,
                stored);
    }

    private void checkTogether(boolean onSqlite) {
        check(stored >= 0 && stored <= STORED_MAX, "--stored must be 0 to " + STORED_MAX + ", not " + stored);
        check(stored == 0 || !onSqlite, "--stored is for PostgreSQL only");
        check(!http || sustainedMinutes == null, "Give --http or --sustained, not both");
        check(!search || (!http && sustainedMinutes == null), "Give --search alone, without --http and --sustained");
        check(
                !http || (clients == null && workloads == null && contenders == null),
                "--http has its own workload, clients and contenders: leave those options out");
        check(
                sustainedMinutes == null || (sustainedMinutes >= 0.02 && sustainedMinutes <= 1_440),
                "--sustained must be 0.02 to 1440, not " + sustainedMinutes);
    }

    private List<Integer> standardClients() {
        if (http || sustainedMinutes != null) {
            return List.of(256);
        }
        if (search) {
            return List.of(64);
        }
        return quick ? List.of(1, 256) : List.of(1, 16, 64, 256, 1_024);
    }

    /** Whether the service is measured. */
    boolean http() {
        return http;
    }

    /** Whether searches are measured. */
    boolean search() {
        return search;
    }

    /** How long Lastroom is measured alone; null if it is not. */
    @Nullable
    Duration sustained() {
        return sustainedMinutes == null ? null : millis(sustainedMinutes * 60);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private List<Workload> usedWorkloads() {
        if (http || (workloads == null && sustainedMinutes != null)) {
            return List.of(EngineWorkload.UNIFORM);
        }
        List<Workload> all = List.of(search ? ServiceWorkload.values() : EngineWorkload.values());
        if (workloads == null) {
            return quick ? search ? QUICK_SEARCH : QUICK : all;
        }
        try {
            return workloads.stream().map(label -> Workload.of(label, all)).toList();
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.wrongCall("--workload " + e.getMessage());
        }
    }

    BenchHotel hotel() {
        check(roomTypes >= 1 && roomTypes <= 100_000, "--room-types must be 1 to 100000, not " + roomTypes);
        check(nights >= 2 && nights <= 365, "--nights must be 2 to 365, not " + nights);
        return new BenchHotel(roomTypes, nights);
    }

    /**
     * Returns those of {@code known} that were asked for; without a choice, those of {@code standard}.
     *
     * @throws CommandFailedException if an unknown one was asked for
     */
    List<String> choose(Collection<String> known, Collection<String> standard) {
        if (contenders == null) {
            return List.copyOf(standard);
        }
        contenders.forEach(name -> check(
                known.contains(name), "--contender must be one of " + String.join(", ", known) + ", not " + name));
        return known.stream().filter(contenders::contains).toList();
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw CommandFailedException.wrongCall(message);
        }
    }
}
