package dev.lastroom.proof.crash;

import dev.lastroom.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A durable database of which everything is killed. For one thread; the stores it opens are thread-safe. */
interface CrashBed extends AutoCloseable {

    /** The JDBC URL for a server. */
    String url();

    /** Where its servers may keep files, which is gone with it. */
    Path folder();

    /** All the ways to crash here. */
    List<Crash> crashes();

    /** Opens the database beside whoever else has it open. */
    Store open();

    /** Brings it up again where it is down, and returns what it says is wrong with its files, each a sentence. */
    List<String> recover() throws Exception;

    @Override
    void close() throws IOException;
}
