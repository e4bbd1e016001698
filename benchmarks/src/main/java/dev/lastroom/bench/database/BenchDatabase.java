package dev.lastroom.bench.database;

import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A database of the bench's own, furnished with a {@link BenchHotel}. Closing removes it. Thread-safe. */
public interface BenchDatabase extends AutoCloseable {

    /** The JDBC URL, also for other processes. It may hold a password. */
    String url();

    /** The name of the database system, and its version. */
    String product();

    /** The settings that affect speed and durability. */
    Map<String, String> settings();

    /** Opens a new connection in auto-commit mode. */
    Connection connect() throws SQLException;

    /** Opens a new store on this database, for an engine. */
    Store openStore();

    /** Plain reads. */
    Reads reads();

    /** The hotel sold here. */
    BenchHotel hotel();

    /** Removes all bookings, so that every round begins with the same rows. */
    void reset();

    /**
     * Makes that many bookings of the past weeks, with their keys and events, all at once.
     *
     * @throws UnsupportedOperationException if this database cannot
     */
    void store(long bookings);

    /** The CPU time used by the database's processes; empty if it has none, or they are not on this machine. */
    Optional<Duration> cpu();

    /** How much disk it uses, its log included, in bytes. */
    long bytes();

    /** How many checkpoints it has made; 0 if it does not say. */
    long checkpoints();

    @Override
    void close();
}
