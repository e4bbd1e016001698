package dev.lastroom.store.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/** Why a schema cannot be brought up to date, and what an operator can do about it, as one kind of database has it. */
public interface Remedies {

    /** Other programs have tables where Lastroom's should be. */
    String notEmpty();

    /** The database refused a statement; empty where its own words must do. */
    Optional<String> refused(SQLException e);
}
