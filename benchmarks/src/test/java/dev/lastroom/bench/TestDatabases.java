package dev.lastroom.bench;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.database.EmbeddedServer;
import dev.lastroom.bench.database.PostgresBench;
import dev.lastroom.bench.database.SqliteBench;
import dev.lastroom.server.cli.RunName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Databases with a small hotel. One PostgreSQL serves all tests of a JVM, and ends with it. */
public final class TestDatabases {

    private static final int ROOM_TYPES = 5;
    private static final int NIGHTS = 10;
    private static final EmbeddedServer SERVER = start();

    private TestDatabases() {}

    private static EmbeddedServer start() {
        try {
            return EmbeddedServer.start(Path.of("target", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL of the PostgreSQL database in which the bench may make its schemas. */
    public static String postgresUrl() {
        return SERVER.url();
    }

    /** Opens a PostgreSQL schema of its own. */
    public static BenchDatabase postgres() {
        return PostgresBench.open(
                postgresUrl(), RunName.next("test").replace('-', '_'), new BenchHotel(ROOM_TYPES, NIGHTS));
    }

    /** Opens a SQLite file of its own. */
    public static BenchDatabase sqlite() {
        return SqliteBench.open(sqliteUrl(), new BenchHotel(ROOM_TYPES, NIGHTS));
    }

    /** Returns the URL of a SQLite file that does not exist yet. */
    public static String sqliteUrl() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "sqlite"));
            return "jdbc:sqlite:" + folder.resolve(RunName.next("test") + ".db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
