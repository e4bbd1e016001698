package dev.lastroom.server.config;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.nio.file.Files;

/** Opens the store that a database's URL names. */
public final class Stores {

    private static final String SQLITE = SqliteSettings.URL_PREFIX;

    private Stores() {}

    /**
     * Opens the store of the settings' database, and makes it if it is a file that does not exist.
     *
     * @throws dev.lastroom.engine.store.StoreException if the database cannot be opened
     */
    public static Store open(Settings settings) {
        return open(settings.db(), settings);
    }

    /**
     * Opens the store of another database with the limits of the settings.
     *
     * @throws SettingException if no store has this kind of URL
     * @throws dev.lastroom.engine.store.StoreException if the database cannot be opened
     */
    public static Store open(String url, Settings settings) {
        return SqliteStore.open(sqlite(url).withLimits(settings.lockWait(), settings.transactionLimit()));
    }

    /** Whether the database is a file that does not exist yet. */
    public static boolean isMissing(String url) {
        return url.startsWith(SQLITE) && Files.notExists(sqlite(url).file());
    }

    /** The URL without user and password, for people to read. */
    public static String describe(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    static String checkUrl(String url) {
        if (url.startsWith(SQLITE)) {
            sqlite(url);
        }
        return url;
    }

    private static SqliteSettings sqlite(String url) {
        return SqliteSettings.ofUrl(url);
    }
}
