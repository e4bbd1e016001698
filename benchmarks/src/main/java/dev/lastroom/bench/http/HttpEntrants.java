package dev.lastroom.bench.http;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Programs;
import dev.lastroom.bench.load.Workload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service on the bench's database, compared with the same service on no store and with the engine without a
 * service.
 */
public final class HttpEntrants implements AutoCloseable {

    private static final Load SINGLE = new Load(256, 1);
    private static final Load BATCH = new Load(10, 100);

    /** As many commands are under way as with the batches. */
    private static final int ENGINE_CLIENTS = BATCH.connections() * BATCH.bookings();

    private final ServerProcess server;
    private final ServerProcess memoryServer;
    private final HttpDriver driver;
    private final Entrant engine;

    private HttpEntrants(ServerProcess server, ServerProcess memoryServer, HttpDriver driver, Entrant engine) {
        this.server = server;
        this.memoryServer = memoryServer;
        this.driver = driver;
        this.engine = engine;
    }

    /**
     * Starts both servers.
     *
     * @param engine Lastroom's engine in this process
     * @param memoryServerMain the main class that starts a {@link MemoryServer}
     * @param memoryServerArgs its arguments
     */
    public static HttpEntrants start(
            BenchDatabase database, Entrant engine, Class<?> memoryServerMain, String... memoryServerArgs)
            throws IOException {
        // In the environment, where no list of processes shows the password.
        Map<String, String> settings = Map.of("LASTROOM_DB_URL", database.url(), "LASTROOM_HTTP_PORT", "0");
        ServerProcess server = ServerProcess.start(ServerProcess.HEAP, "dev.lastroom.server.Main", settings, "serve");
        try {
            ServerProcess memoryServer =
                    ServerProcess.start(ServerProcess.HEAP, memoryServerMain.getName(), Map.of(), memoryServerArgs);
            HttpDriver driver = Programs.isInstalled("wrk") ? new WrkDriver() : new SocketDriver();
            return new HttpEntrants(server, memoryServer, driver, engine);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Describes the program that sends the requests. */
    public String driver() {
        return driver.description();
    }

    /** Describes the entrants, by name. */
    public Map<String, String> descriptions() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("http", String.format("single bookings on %d connections", SINGLE.connections()));
        words.put("http-memory", "the same, but the server has no store");
        words.put(
                "http-batch",
                String.format("batches of %d bookings on %d connections", BATCH.bookings(), BATCH.connections()));
        words.put("engine", String.format("%,d clients of the engine in one process, without HTTP", ENGINE_CLIENTS));
        return words;
    }

    /** All entrants. */
    public List<Entrant> entrants() {
        return List.of(
                new HttpEntrant("http", server, SINGLE, driver, true),
                new HttpEntrant("http-memory", memoryServer, SINGLE, driver, false),
                new HttpEntrant("http-batch", server, BATCH, driver, true),
                new Engine(engine));
    }

    private record Engine(Entrant engine) implements Entrant {

        @Override
        public String name() {
            return "engine";
        }

        @Override
        public boolean plays(Workload workload) {
            return engine.plays(workload);
        }

        @Override
        public Measured play(BenchRound round) throws InterruptedException {
            return engine.play(round.withClients(ENGINE_CLIENTS));
        }
    }

    @Override
    public void close() {
        memoryServer.close();
        server.close();
    }
}
