package dev.lastroom.store.sqlite;

import dev.lastroom.store.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The file of a SQLite store and the store's time limits. Immutable and thread-safe.
 *
 * @param file the database file; it and its folder are made if they are missing
 * @param lockWait how long a transaction waits for the write lock, by default 5 s
 * @param transactionLimit how long a transaction may take once it has the lock, by default 10 s
 * @param readers how many connections serve reads, 1-1,000, by default 8
 */
public record SqliteSettings(Path file, Duration lockWait, Duration transactionLimit, int readers) {

    /** The prefix of URLs that name a SQLite file. */
    public static final String URL_PREFIX = "jdbc:sqlite:";

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a duration is not positive, or there are too few or too many readers
     */
    public SqliteSettings {
        if (!lockWait.isPositive() || !transactionLimit.isPositive()) {
            throw new IllegalArgumentException("lockWait and transactionLimit must be positive");
        }
        if (readers < 1 || readers > 1_000) {
            throw new IllegalArgumentException("readers must be 1 to 1000, not " + readers);
        }
    }

    /** Returns the defaults for a file. */
    public static SqliteSettings of(Path file) {
        return new SqliteSettings(file, Duration.ofSeconds(5), Duration.ofSeconds(10), 8);
    }

    /**
     * Returns the defaults for a URL such as {@code jdbc:sqlite:data/lastroom.db}.
     *
     * @throws IllegalArgumentException if the URL names no file, or has parameters
     */
    public static SqliteSettings ofUrl(String url) {
        String file = url.startsWith(URL_PREFIX) ? url.substring(URL_PREFIX.length()) : "";
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new IllegalArgumentException("must name a file, such as jdbc:sqlite:data/lastroom.db, not " + url);
        }
        return of(Path.of(file));
    }

    public SqliteSettings withLimits(Duration newLockWait, Duration newTransactionLimit) {
        return new SqliteSettings(file, newLockWait, newTransactionLimit, readers);
    }

    public SqliteSettings withReaders(int newReaders) {
        return new SqliteSettings(file, lockWait, transactionLimit, newReaders);
    }

    /** Returns these settings with symbolic links resolved: SQLite puts its log next to the real file. */
    SqliteSettings withRealFile() throws IOException {
        return new SqliteSettings(PrivateFiles.real(file), lockWait, transactionLimit, readers);
    }

    String url() {
        return URL_PREFIX + file.toAbsolutePath();
    }
}
