package dev.lastroom.proof.crash;

import dev.lastroom.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A durable database whose processes, and those of its servers, are killed. For one thread; the stores it opens are
 * thread-safe.
 */
interface CrashBed extends AutoCloseable {

    /** The JDBC URL for a server. */
    String url();

    /** A folder where its servers may keep files; it is removed with the database. */
    Path folder();

    /** All ways to crash here. */
    List<Crash> crashes();

    /** Opens the database while others may have it open too. */
    Store open();

    /** Starts the database again if it is down, and returns the faults it reports in its files, each a sentence. */
    List<String> recover() throws Exception;

    @Override
    void close() throws IOException;
}
