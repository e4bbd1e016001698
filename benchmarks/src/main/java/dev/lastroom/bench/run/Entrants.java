package dev.lastroom.bench.run;

import dev.lastroom.bench.contender.Baseline;
import dev.lastroom.bench.contender.EngineContender;
import dev.lastroom.bench.contender.Tuned;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.InProcess;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.time.Duration;
import java.util.List;

/** The entrants that take part. */
public final class Entrants {

    /** The name of Lastroom's engine with default settings. All others are compared with it. */
    public static final String LANES = "lanes";

    private static final EngineSettings ONE_BY_ONE = EngineSettings.DEFAULT
            .withQueue(EngineSettings.DEFAULT.laneQueueMax(), 1)
            .withLaneWaitMax(Duration.ofDays(1));

    private static final Entrant OF_LANES =
            new InProcess(LANES, database -> new EngineContender(database.openStore(), EngineSettings.DEFAULT));

    /** The entrants that book on PostgreSQL. */
    public static final List<Entrant> ON_POSTGRES = List.of(
            new InProcess("baseline", database -> new Baseline(database.url())),
            new InProcess("tuned", database -> new Tuned(database.url())),
            OF_LANES,
            new InProcess("optimistic", database -> new EngineContender(optimistic(database), EngineSettings.DEFAULT)),
            new Pgbench());

    /** The entrants that share a PostgreSQL database among several servers; for those who name them. */
    public static final List<? extends Entrant> SEVERAL_SERVERS = SeveralServers.ALL;

    /** The entrants that book on SQLite. */
    public static final List<Entrant> ON_SQLITE = List.of(
            new InProcess("one-by-one", database -> new EngineContender(database.openStore(), ONE_BY_ONE)), OF_LANES);

    private Entrants() {}

    private static PostgresStore optimistic(BenchDatabase database) {
        return PostgresStore.open(PostgresSettings.of(database.url()).withOptimistic(true));
    }
}
