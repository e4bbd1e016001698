package dev.lastroom.bench.cli;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.database.EmbeddedServer;
import dev.lastroom.bench.database.PostgresBench;
import dev.lastroom.bench.database.SqliteBench;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.RunName;
import dev.lastroom.server.config.Stores;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the database to measure. */
final class DatabaseChoice {

    /** Where the bench keeps its own server's data: the folder of serve's database, so very likely a real disk. */
    static final Path FOLDER = Path.of("data");

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The database: jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME?user=…&password=…")
    private @Nullable String url;

    /**
     * A database, and the server under it if the bench started one. The bench leaves nothing behind in someone else's
     * database, even if the run is interrupted. Its own server ends and takes everything with it.
     */
    static final class Opened implements AutoCloseable {

        private final BenchDatabase database;
        private final @Nullable EmbeddedServer server;
        private final AtomicBoolean closed = new AtomicBoolean();

        Opened(BenchDatabase database, @Nullable EmbeddedServer server) {
            this.database = database;
            this.server = server;
            if (server == null) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::close));
            }
        }

        BenchDatabase database() {
            return database;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                try (server) {
                    database.close();
                }
            }
        }
    }

    boolean isSqlite() {
        return url != null && url.startsWith(SqliteSettings.URL_PREFIX);
    }

    /**
     * Makes the database and furnishes it.
     *
     * @throws CommandFailedException if the URL is of another kind, or the file exists
     */
    Opened open(BenchHotel hotel) throws IOException {
        if (url == null) {
            EmbeddedServer server = EmbeddedServer.start(FOLDER);
            try {
                return new Opened(postgres(server.url(), hotel), server);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
        return new Opened(isSqlite() ? sqlite(url, hotel) : postgres(url, hotel), null);
    }

    private static BenchDatabase postgres(String url, BenchHotel hotel) {
        if (!url.startsWith(PostgresSettings.URL_PREFIX)) {
            throw CommandFailedException.wrongCall(
                    "--db must be like jdbc:postgresql://HOST/NAME?user=…&password=… or jdbc:sqlite:FILE");
        }
        return PostgresBench.open(url, RunName.next("lastroom_bench").replace('-', '_'), hotel);
    }

    private static BenchDatabase sqlite(String url, BenchHotel hotel) {
        try {
            if (!Stores.isMissing(url)) {
                throw CommandFailedException.wrongCall("--db must name a file that does not exist yet, because the"
                        + " bench removes it at the end, not " + Stores.describe(url));
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.wrongCall("--db " + e.getMessage());
        }
        return SqliteBench.open(url, hotel);
    }
}
