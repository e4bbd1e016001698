package dev.lastroom.proof.store;

import dev.lastroom.engine.store.Store;

/** A kind of database that runs are played on. Used by one thread at a time; the stores it opens are thread-safe. */
public interface TestBed extends AutoCloseable {

    /** Its name on the command line. */
    String name();

    /** Deletes all data; no store may be open. */
    void wipe();

    /** Opens a store; several may be open at once, on the same data. */
    Store open();

    /** Whether its database fails when it writes {@link FaultyStore#BROKEN_REQUEST}. */
    boolean planted();

    /** Removes everything. */
    @Override
    void close();
}
