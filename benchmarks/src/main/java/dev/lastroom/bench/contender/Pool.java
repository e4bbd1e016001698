package dev.lastroom.bench.contender;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Connections for a contender that does not use a store. */
final class Pool {

    /** Longer than any queue of clients in the bench. */
    private static final Duration CONNECTION_WAIT = Duration.ofMinutes(2);

    private Pool() {}

    static HikariDataSource open(String name, String url, int size, boolean autoCommit) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("bench-" + name);
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(size);
        pool.setAutoCommit(autoCommit);
        pool.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        pool.addDataSourceProperty("prepareThreshold", "1");
        return new HikariDataSource(pool);
    }
}
