package dev.lastroom.store.testkit;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A real, fresh database for one test, and the ways in which a test can disturb it. */
public interface TestDatabase extends AutoCloseable {

    /** The user whose bookings take many seconds, once {@link #plantTroubles} was called. */
    String SLOW_USER = "slow";

    /** The user whose bookings the database refuses, once {@link #plantTroubles} was called. */
    String BROKEN_USER = "broken";

    /** Opens a store on it; several may be open at once. */
    Store open(Duration lockWait, Duration transactionLimit);

    /** Opens a store with the default limits. */
    default Store open() {
        return open(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** A connection past the store. */
    Connection connect() throws SQLException;

    /** Makes the database misbehave for {@link #SLOW_USER} and {@link #BROKEN_USER}. */
    void plantTroubles() throws SQLException;

    /** Holds the row lock of a night, or whatever the store locks instead, in a transaction of the test. */
    Connection lock(NightKey night) throws SQLException;

    /** Waits until all events that are committed can be read: a transaction of another test may hold them up. */
    default void awaitEvents() throws SQLException {}

    @Override
    void close();

    /** Runs statements on a connection of its own. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
