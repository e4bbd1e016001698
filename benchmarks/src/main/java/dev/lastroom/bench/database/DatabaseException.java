package dev.lastroom.bench.database;

import java.sql.SQLException;

/** The database refused something that the bench needs, so the run cannot continue. */
public final class DatabaseException extends RuntimeException {

    /** Says what failed, and what the driver reported. */
    public DatabaseException(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
