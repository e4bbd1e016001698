package dev.lastroom.store.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/** Tells an operator, for one kind of database, why a schema cannot be brought up to date and what to do. */
public interface Remedies {

    /** Other programs have tables in Lastroom's place. */
    String notEmpty();

    /** The database refused a statement; empty if its own message must do. */
    Optional<String> refused(SQLException e);
}
