package dev.lastroom.bench.run;

import dev.lastroom.bench.contender.EngineContender;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.InProcess;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.coordination.redis.RedisCoordination;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Servers that share the database, each with its part of the clients. They run in one process, but share nothing in it.
 *
 * @param name its name
 * @param servers how many there are
 * @param leases what keeps the leases of hot room types
 */
record SeveralServers(String name, int servers, Leases leases) implements Entrant {

    /** Names the Redis of those that need one. */
    private static final String REDIS = "LASTROOM_COORDINATION_LEASES";

    /** Two and four servers, with each kind of leases. */
    static final List<SeveralServers> ALL = Stream.of(Leases.values())
            .flatMap(leases ->
                    Stream.of(2, 4).map(servers -> new SeveralServers(leases.label + servers, servers, leases)))
            .toList();

    /** What keeps leases. */
    enum Leases {
        NONE("servers-"),
        DATABASE("leases-"),
        ON_REDIS("redis-");

        private final String label;

        Leases(String label) {
            this.label = label;
        }

        private Coordination open(PostgresStore store) {
            return switch (this) {
                case NONE -> Coordination.NONE;
                case DATABASE -> store.coordination();
                case ON_REDIS -> RedisCoordination.open(System.getenv(REDIS), "bench");
            };
        }
    }

    @Override
    public @Nullable String missing() {
        return leases == Leases.ON_REDIS && System.getenv(REDIS) == null
                ? name + " is left out: " + REDIS + " does not name a Redis, such as redis://localhost"
                : null;
    }

    @Override
    public boolean plays(Workload workload) {
        return inProcess().plays(workload);
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        return inProcess().play(round);
    }

    private InProcess inProcess() {
        return new InProcess(
                name,
                database -> new EngineContender(
                        Stream.generate(() -> PostgresStore.open(PostgresSettings.of(database.url())))
                                .limit(servers)
                                .toList(),
                        EngineSettings.DEFAULT,
                        leases::open));
    }
}
