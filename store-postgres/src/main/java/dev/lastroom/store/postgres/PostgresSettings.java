package dev.lastroom.store.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL database of a store and the store's time limits. Immutable and thread-safe.
 *
 * @param url a JDBC URL; with several hosts and {@code targetServerType=primary} it follows a failover
 * @param lockWait how long a transaction waits for row locks, by default 5 s
 * @param transactionLimit how long a transaction may take, by default 10 s
 * @param networkMargin how much longer than that the client waits before it gives a connection up, by default 5 s
 * @param poolSize how many connections serve reads, 1-1,000, by default 8; writes have their own, one a lane
 * @param optimistic whether batches decide on remembered counts, which the database proves when they are written, and
 *     lock nights only where those do not suffice; by default they always lock
 * @param schema the schema of the tables, made if it is missing; by default the one that has them, otherwise the first
 *     of the search path
 */
public record PostgresSettings(
        String url,
        Duration lockWait,
        Duration transactionLimit,
        Duration networkMargin,
        int poolSize,
        boolean optimistic,
        Optional<String> schema) {

    /** The prefix of URLs that name a PostgreSQL database. */
    public static final String URL_PREFIX = "jdbc:postgresql:";

    private static final int SCHEMA_BYTES_MAX = 63;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public PostgresSettings {
        if (!url.startsWith(URL_PREFIX)) {
            throw new IllegalArgumentException("url must begin with " + URL_PREFIX);
        }
        // The driver takes user:password@host for a host name, and shows that name in its errors.
        if (url.matches("[^/?]*//[^/?]*@.*")) {
            throw new IllegalArgumentException("url must name the user as ?user=…&password=…, not before the host");
        }
        if (!lockWait.isPositive() || !transactionLimit.isPositive() || !networkMargin.isPositive()) {
            throw new IllegalArgumentException("lockWait, transactionLimit and networkMargin must be positive");
        }
        if (poolSize < 1 || poolSize > 1_000) {
            throw new IllegalArgumentException("poolSize must be 1 to 1000, not " + poolSize);
        }
        schema.ifPresent(PostgresSettings::checkSchema);
    }

    /**
     * Returns {@code name} if a schema may have it. The server would cut a longer name.
     *
     * @throws IllegalArgumentException saying what the name must be
     */
    public static String checkSchema(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1
                || length > SCHEMA_BYTES_MAX
                || name.startsWith("pg_")
                || name.equals("information_schema")
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have 1 to " + SCHEMA_BYTES_MAX
                    + " bytes and no control characters, and must not be PostgreSQL's own (pg_…, information_schema)");
        }
        return name;
    }

    /**
     * Returns the defaults for a URL such as {@code jdbc:postgresql://localhost/lastroom?user=me}.
     *
     * @throws IllegalArgumentException if it is not a PostgreSQL URL
     */
    public static PostgresSettings of(String url) {
        return new PostgresSettings(
                url, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), 8, false, Optional.empty());
    }

    public PostgresSettings withLimits(Duration newLockWait, Duration newTransactionLimit) {
        return new PostgresSettings(url, newLockWait, newTransactionLimit, networkMargin, poolSize, optimistic, schema);
    }

    public PostgresSettings withNetworkMargin(Duration newNetworkMargin) {
        return new PostgresSettings(url, lockWait, transactionLimit, newNetworkMargin, poolSize, optimistic, schema);
    }

    public PostgresSettings withPoolSize(int newPoolSize) {
        return new PostgresSettings(url, lockWait, transactionLimit, networkMargin, newPoolSize, optimistic, schema);
    }

    public PostgresSettings withOptimistic(boolean newOptimistic) {
        return new PostgresSettings(url, lockWait, transactionLimit, networkMargin, poolSize, newOptimistic, schema);
    }

    public PostgresSettings withSchema(Optional<String> newSchema) {
        return new PostgresSettings(url, lockWait, transactionLimit, networkMargin, poolSize, optimistic, newSchema);
    }
}
