package dev.lastroom.bench.database;

import java.sql.SQLException;

/** The database refused something that the bench needs, so that the run cannot go on. */
public final class DatabaseException extends RuntimeException {

    /** What failed, and what the driver said. */
    public DatabaseException(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
