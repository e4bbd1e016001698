package dev.lastroom.proof.failover;

import dev.lastroom.proof.crash.Folders;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A primary PostgreSQL, and a standby that takes over on command. For one thread. */
final class Pair implements AutoCloseable {

    private static final String STANDBY = "standby";

    private final Path folder;
    private final PairServer primary;
    private final PairServer standby;

    /**
     * Starts both.
     *
     * @param base where {@link #prepare} has put a stopped server
     * @param synchronous whether the primary waits until the standby has what it acknowledges
     */
    Pair(Path base, boolean synchronous) throws Exception {
        this.folder = Folders.make();
        copy(base, folder.resolve("primary"));
        copy(base, folder.resolve(STANDBY));
        this.primary = new PairServer(folder.resolve("primary"));
        this.standby = startStandby();
        if (synchronous) {
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
            primary.execute("SELECT pg_reload_conf()");
        }
        primary.await("SELECT bool_or(state = 'streaming' AND sync_state = '" + (synchronous ? "sync" : "async")
                + "') FROM pg_stat_replication");
    }

    /** Makes a server with an empty Lastroom database in a folder, and stops it. */
    static void prepare(Path base) throws IOException {
        try (PairServer server = new PairServer(base)) {
            PostgresStore.open(PostgresSettings.of(server.url())).close();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> inside = Files.walk(from)) {
            all = inside.toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private PairServer startStandby() throws IOException {
        Path data = folder.resolve(STANDBY);
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.port() + " user=postgres application_name="
                        + STANDBY + "'\n",
                StandardOpenOption.APPEND);
        return new PairServer(data);
    }

    PairServer primary() {
        return primary;
    }

    PairServer standby() {
        return standby;
    }

    /** The JDBC URL of both hosts. */
    String url() {
        return "jdbc:postgresql://" + primary.host() + "," + standby.host() + "/postgres?user=postgres";
    }

    @Override
    public void close() throws IOException {
        try {
            // The primary goes first: without a standby, commits that wait for it would delay the primary's end.
            primary.close();
        } finally {
            standby.close();
        }
        Folders.remove(folder);
    }
}
