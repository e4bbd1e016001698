package dev.lastroom.server.config;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.util.Optional;

/** Opens the store that a database URL names. */
public final class Stores {

    /** The database URL of the default settings. */
    public static final String URL_DEFAULT = "jdbc:sqlite:data/lastroom.db";

    private static final String SQLITE = SqliteSettings.URL_PREFIX;
    private static final String POSTGRES = PostgresSettings.URL_PREFIX;

    private Stores() {}

    /**
     * Opens the store of the settings' database. Makes the database if it is a file that does not exist.
     *
     * @throws SettingException if the URL is malformed, or a schema is named for a file
     * @throws dev.lastroom.engine.store.StoreException if the database cannot be opened
     */
    public static Store open(Settings settings) {
        refuseSchemaOfFile(settings);
        return open(settings.db(), settings);
    }

    private static void refuseSchemaOfFile(Settings settings) {
        if (settings.db().startsWith(SQLITE) && settings.schema().isPresent()) {
            throw new SettingException(
                    "Invalid setting: db.schema is for PostgreSQL only: leave it out, or name a PostgreSQL database"
                            + " with db.url");
        }
    }

    /**
     * Opens the store of another database with the limits of the settings.
     *
     * @throws SettingException if the URL is malformed
     * @throws dev.lastroom.engine.store.StoreException if the database cannot be opened
     */
    public static Store open(String url, Settings settings) {
        return url.startsWith(SQLITE) ? openSqlite(url, settings) : openPostgres(url, settings);
    }

    private static Store openSqlite(String url, Settings settings) {
        return SqliteStore.open(sqlite(url, settings));
    }

    /** Returns where the database of the settings is, if it is a SQLite file. */
    public static Optional<SqliteSettings> sqlite(Settings settings) {
        refuseSchemaOfFile(settings);
        return settings.db().startsWith(SQLITE) ? Optional.of(sqlite(settings.db(), settings)) : Optional.empty();
    }

    private static SqliteSettings sqlite(String url, Settings settings) {
        return SqliteSettings.ofUrl(url)
                .withLimits(settings.lockWait(), settings.transactionLimit())
                .withReaders(settings.reads().threads());
    }

    private static Store openPostgres(String url, Settings settings) {
        try {
            return PostgresStore.open(PostgresSettings.of(url)
                    .withLimits(settings.lockWait(), settings.transactionLimit())
                    .withPoolSize(settings.reads().threads())
                    .withOptimistic(settings.optimistic())
                    .withSchema(settings.schema()));
        } catch (IllegalArgumentException e) {
            // The driver's message would repeat the URL, and with it the password.
            throw new SettingException(
                    "Invalid setting: db.url must have the form jdbc:postgresql://HOST/NAME?user=…&password=…");
        }
    }

    /** Returns whether the database is a file that does not exist yet. */
    public static boolean isMissing(String url) {
        return url.startsWith(SQLITE)
                && Files.notExists(SqliteSettings.ofUrl(url).file());
    }

    /** Returns the URL without user and password, for people to read. */
    public static String describe(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Returns the number of connections to the database, in words. */
    public static String describePools(Settings settings) {
        return "readers " + settings.reads().threads() + (settings.db().startsWith(POSTGRES) ? "" : ", one writer");
    }

    /**
     * Returns {@code url} if it is valid.
     *
     * @throws IllegalArgumentException if no store has this kind of URL
     */
    static String checkUrl(String url) {
        if (url.startsWith(SQLITE)) {
            SqliteSettings _ = SqliteSettings.ofUrl(url);
        } else if (!url.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("must begin with " + SQLITE + " or " + POSTGRES);
        }
        return url;
    }
}
