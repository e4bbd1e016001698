package dev.lastroom.proof.starvation;

import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.crash.Folders;
import dev.lastroom.proof.crash.ServerProcess;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.store.PostgresBed;
import dev.lastroom.proof.store.SqliteBed;
import dev.lastroom.proof.store.TestBed;
import dev.lastroom.server.Main;
import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real server with default settings, except for shorter times to wait for clients, and one client that takes as
 * much of it as it can get, in one way after another. Clients of another owner book at the same time. Immutable.
 */
public final class StarvationTrial implements Trial {

    private static final List<String> SERVE = List.of("serve", "--port", "0");
    private static final String HONEST = "hotel";

    private final String store;
    private final Callable<Bed> opening;
    private final Map<String, String> settings;

    private StarvationTrial(String store, Callable<Bed> opening, Map<String, String> settings) {
        this.store = store;
        this.opening = opening;
        this.settings = Map.copyOf(settings);
    }

    /** A database, and its URL for a server. */
    private record Bed(TestBed tests, String url) {}

    /** On SQLite. */
    public static StarvationTrial sqlite() {
        return new StarvationTrial(
                "sqlite",
                () -> {
                    SqliteBed bed = new SqliteBed();
                    return new Bed(bed, bed.url());
                },
                Map.of());
    }

    /** On PostgreSQL, where nights are locked before any decision. */
    public static StarvationTrial postgres() {
        return postgres("postgres", false);
    }

    /** On PostgreSQL in its optimistic mode. */
    public static StarvationTrial optimistic() {
        return postgres("optimistic", true);
    }

    private static StarvationTrial postgres(String name, boolean optimistic) {
        return new StarvationTrial(
                name,
                () -> {
                    PostgresBed bed = new PostgresBed(optimistic);
                    return new Bed(bed, bed.url());
                },
                Map.of("LASTROOM_DB_OPTIMISTIC", Boolean.toString(optimistic)));
    }

    /** The same trial with one server setting changed, by its environment variable, to remove a guard. */
    StarvationTrial with(String variable, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(variable, value);
        return new StarvationTrial(store, opening, more);
    }

    @Override
    public String name() {
        return "starvation, " + store;
    }

    @Override
    public @Nullable String obstacle() {
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.getByName(StarvationRun.ELSEWHERE))) {
            return null;
        } catch (IOException e) {
            return "this machine has no address " + StarvationRun.ELSEWHERE + ", which the other client uses";
        }
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        return run(seed, quick ? Bounds.QUICK : Bounds.THOROUGH, List.of(Attack.values()), progress);
    }

    TrialTally run(long seed, Bounds bounds, List<Attack> attacks, Consumer<String> progress) throws Exception {
        Bed bed = opening.call();
        try (TestBed tests = bed.tests) {
            StarvedHotel hotel = new StarvedHotel(LocalDate.now(ZoneOffset.UTC).plusDays(20));
            try (Store empty = tests.open()) {
                hotel.open(empty, bed.url);
            }
            Notes notes = new Notes();
            Path folder = Folders.make();
            KeyFile keyFile = new KeyFile(folder.resolve("keys"), Duration.ofSeconds(10));
            StarvationRun.Keys keys = new StarvationRun.Keys(create(keyFile, HONEST), create(keyFile, "adversary"));
            try (ServerProcess server = ServerProcess.start(folder, Main.class, settings(bed.url, keyFile), SERVE);
                    StarvationRun run = new StarvationRun(
                            hotel, server.url().getPort(), keys, notes, bounds, new SplittableRandom(seed), progress)) {
                run.play(attacks);
                if (!server.isAlive()) {
                    notes.find("The server stopped");
                }
            } finally {
                Folders.remove(folder);
            }
            try (Store left = tests.open()) {
                return notes.tally(StarvationCheck.of(left.reads(), HONEST, hotel, notes));
            }
        }
    }

    private Map<String, String> settings(String url, KeyFile keyFile) {
        Map<String, String> all = new HashMap<>(Map.of(
                "LASTROOM_DB_URL", url,
                "LASTROOM_HTTP_KEY_FILE", keyFile.path().toString(),
                "LASTROOM_HTTP_CONNECTIONS_MAX", "600",
                "LASTROOM_HTTP_WRITE_TIMEOUT", "1s",
                "LASTROOM_HTTP_IDLE_TIMEOUT", "1s",
                "LASTROOM_HTTP_MEBIBYTES_IN_FLIGHT_MAX", "16"));
        all.putAll(settings);
        return all;
    }

    private static String create(KeyFile keyFile, String owner) {
        return keyFile.create(owner, Role.AGENT, Instant.now(), new SecureRandom())
                .secret();
    }
}
