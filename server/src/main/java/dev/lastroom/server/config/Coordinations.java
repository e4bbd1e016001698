package dev.lastroom.server.config;

import dev.lastroom.coordination.redis.RedisCoordination;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.postgres.PostgresStore;

/** Opens what keeps servers apart at hot room types. */
public final class Coordinations {

    static final String NONE = "none";

    private static final String DATABASE = "database";

    private Coordinations() {}

    /**
     * Opens the coordination that the settings name.
     *
     * @param store the store of the settings' database, without anything in front of it
     * @throws SettingException if servers do not share such a store
     */
    public static Coordination open(Settings settings, Store store) {
        String leases = settings.leases();
        if (leases.equals(NONE)) {
            return Coordination.NONE;
        }
        if (!(store instanceof PostgresStore postgres)) {
            throw new SettingException(
                    "Invalid setting: coordination.leases is for servers that share a PostgreSQL database: leave it"
                            + " out, or name such a database with db.url");
        }
        return leases.equals(DATABASE)
                ? postgres.coordination()
                : RedisCoordination.open(leases, settings.leasePrefix());
    }

    /**
     * Returns {@code leases} if something can keep them.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    static String check(String leases) {
        if (leases.equals(NONE) || leases.equals(DATABASE)) {
            return leases;
        }
        if (!leases.startsWith("redis://") && !leases.startsWith("rediss://")) {
            throw new IllegalArgumentException("must be none, database, or begin with redis:// or rediss://");
        }
        try {
            return RedisCoordination.checkUrl(leases);
        } catch (IllegalArgumentException e) {
            // The message of the driver would repeat the password.
            throw new IllegalArgumentException("must have the form redis://:PASSWORD@HOST:PORT/NUMBER", e);
        }
    }
}
