package dev.lastroom.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * Connections for one kind of work. If all stay in use for the whole wait, the database may still be healthy, so the
 * failure is {@link Failure#OVERLOADED}, which no breaker counts. Thread-safe.
 */
public final class ConnectionPool extends HikariDataSource {

    public ConnectionPool(HikariConfig settings) {
        super(settings);
    }

    /**
     * Returns a connection.
     *
     * @throws StoreException if all of them are in use
     */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            // The database has given every connection that the pool may have, so it is not at fault.
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
