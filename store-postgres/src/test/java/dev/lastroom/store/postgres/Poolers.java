package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.database.PgBouncer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One PgBouncer for each of its modes, in front of the shared server. They end with it. */
final class Poolers {

    /** How many connections of the server all clients of a database share. */
    static final int CONNECTIONS = 4;

    private static final Map<String, PgBouncer> BY_MODE = new ConcurrentHashMap<>();

    private Poolers() {}

    /** Returns the URL through a pooler for a direct one. PgBouncer must be installed. */
    static UnaryOperator<String> in(String mode) {
        return BY_MODE.computeIfAbsent(mode, Poolers::start)::through;
    }

    private static PgBouncer start(String mode) {
        try {
            PgBouncer pooler = PgBouncer.start(PostgresServer.port(), mode, CONNECTIONS);
            Runtime.getRuntime().addShutdownHook(new Thread(pooler::close));
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
