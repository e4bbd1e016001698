package dev.lastroom.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * Connections for one kind of work. Where all are in use for as long as one is waited for, the database may be in best health:
 * that is {@link Failure#OVERLOADED}, and no breaker counts it. Thread-safe.
 */
public final class ConnectionPool extends HikariDataSource {

    public ConnectionPool(HikariConfig settings) {
        super(settings);
    }

    /** @throws StoreException if all of them are in use */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            // The database has given all that may be, so it is not what is missing.
            if (getHikariPoolMXBean().getTotalConnections() >= getMaximumPoolSize()) {
                throw new StoreException(
                        Failure.OVERLOADED,
                        "All " + getMaximumPoolSize() + " connections for this kind of work are in use",
                        null);
            }
            throw e;
        }
    }
}
