package dev.lastroom.proof.cli;

import dev.lastroom.proof.store.ModelBed;
import dev.lastroom.proof.store.PostgresBed;
import dev.lastroom.proof.store.SqliteBed;
import dev.lastroom.proof.store.TestBed;
import dev.lastroom.store.testkit.database.PgBouncer;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The stores that can be named on the command line. */
enum StoreChoice {
    MODEL,
    SQLITE,
    POSTGRES,
    /** PostgreSQL in its optimistic mode. */
    OPTIMISTIC,
    /** PostgreSQL behind PgBouncer in transaction mode. */
    PGBOUNCER;

    /** Why it cannot be opened on this machine; null if it can. */
    @Nullable
    String obstacle() {
        return this == PGBOUNCER && !PgBouncer.isInstalled() ? PgBouncer.MISSING : null;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    TestBed open() throws IOException {
        return switch (this) {
            case MODEL -> new ModelBed();
            case SQLITE -> new SqliteBed();
            case POSTGRES -> new PostgresBed(false);
            case OPTIMISTIC -> new PostgresBed(true);
            case PGBOUNCER -> PostgresBed.behindPgBouncer();
        };
    }
}
