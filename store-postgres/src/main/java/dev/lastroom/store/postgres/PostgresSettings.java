package dev.lastroom.store.postgres;

import java.time.Duration;

/**
 * Which PostgreSQL database a store uses and how long it waits. Immutable and thread-safe.
 *
 * @param url a JDBC URL; with several hosts and {@code targetServerType=primary} it follows a failover
 * @param lockWait how long a transaction waits for row locks, by default 5 s
 * @param transactionLimit how long a transaction may take, by default 10 s
 * @param networkMargin how much longer than that the client waits before it gives a connection up, by default 5 s
 * @param poolSize how many connections serve reads, 1-1,000, by default 8; writes have their own, one a lane
 * @param optimistic whether batches decide on remembered counts, which the database proves when they are written, and
 *     lock nights only where those do not suffice; by default they always lock
 */
public record PostgresSettings(
        String url,
        Duration lockWait,
        Duration transactionLimit,
        Duration networkMargin,
        int poolSize,
        boolean optimistic) {

    /** The beginning of the URLs that name a PostgreSQL database. */
    public static final String URL_PREFIX = "jdbc:postgresql:";

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public PostgresSettings {
        if (!url.startsWith(URL_PREFIX)) {
            throw new IllegalArgumentException("url must begin with " + URL_PREFIX);
        }
        // The driver takes user:password@host for the name of a host, and shows that name in its errors.
        if (url.matches("[^/?]*//[^/?]*@.*")) {
            throw new IllegalArgumentException("url must name the user as ?user=…&password=…, not before the host");
        }
        if (!lockWait.isPositive() || !transactionLimit.isPositive() || !networkMargin.isPositive()) {
            throw new IllegalArgumentException("lockWait, transactionLimit and networkMargin must be positive");
        }
        if (poolSize < 1 || poolSize > 1_000) {
            throw new IllegalArgumentException("poolSize must be 1 to 1000, not " + poolSize);
        }
    }

    /**
     * The defaults for a URL such as {@code jdbc:postgresql://localhost/lastroom?user=me}.
     *
     * @throws IllegalArgumentException if it is no PostgreSQL URL
     */
    public static PostgresSettings of(String url) {
        return new PostgresSettings(
                url, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), 8, false);
    }

    public PostgresSettings withLimits(Duration newLockWait, Duration newTransactionLimit) {
        return new PostgresSettings(url, newLockWait, newTransactionLimit, networkMargin, poolSize, optimistic);
    }

    public PostgresSettings withNetworkMargin(Duration newNetworkMargin) {
        return new PostgresSettings(url, lockWait, transactionLimit, newNetworkMargin, poolSize, optimistic);
    }

    public PostgresSettings withPoolSize(int newPoolSize) {
        return new PostgresSettings(url, lockWait, transactionLimit, networkMargin, newPoolSize, optimistic);
    }

    public PostgresSettings withOptimistic(boolean newOptimistic) {
        return new PostgresSettings(url, lockWait, transactionLimit, networkMargin, poolSize, newOptimistic);
    }
}
