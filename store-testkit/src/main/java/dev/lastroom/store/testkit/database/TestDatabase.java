package dev.lastroom.store.testkit.database;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A real, fresh database for one test, and the ways in which a test can disturb it. */
public interface TestDatabase extends AutoCloseable {

    /** The user whose bookings take many seconds after {@link #plantTroubles}. */
    String SLOW_USER = "slow";

    /** The user whose bookings the database refuses after {@link #plantTroubles}. */
    String BROKEN_USER = "broken";

    /** Opens a store on it. Several may be open at once. */
    Store open(Duration lockWait, Duration transactionLimit);

    /** Opens a store with the default limits. */
    default Store open() {
        return open(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** Opens a connection that bypasses the store. */
    Connection connect() throws SQLException;

    /** Makes the database misbehave for {@link #SLOW_USER} and {@link #BROKEN_USER}. */
    void plantTroubles() throws SQLException;

    /** Holds a night's row lock, or what the store locks instead, in a transaction of the test. */
    Connection lock(NightKey night) throws SQLException;

    /** Waits until all committed events can be read: a transaction of another test may delay them. */
    default void awaitEvents() throws SQLException {}

    /** Runs an SQL file that makes the schema and rows, before any store opens the database. */
    void load(String sql) throws SQLException;

    /** Returns the SQL that renumbers the events of one transaction. */
    String renumber(long from, long to);

    /** Returns the SQL that adds bookings of the owner {@code many}, all alike. */
    String bookings(int count);

    /** Makes a view {@code waitlist} insertable, if it is not so by itself; rows go to {@code waitlist_kept}. */
    default void letWaitlistViewBeWrittenTo() throws SQLException {}

    @Override
    void close();

    /** Runs statements on a separate connection. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
