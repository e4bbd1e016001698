package dev.lastroom.store.sqlite;

import dev.lastroom.store.jdbc.Remedies;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Tells an operator what to do if the schema of a file cannot be brought up to date. */
record SqliteRemedies(Path file) implements Remedies {

    @Override
    public String notEmpty() {
        return "the file " + file
                + " has tables of another program. Set db.url to a file for Lastroom alone; a missing file is created";
    }

    @Override
    public Optional<String> refused(SQLException e) {
        return Optional.ofNullable(
                switch (SqliteFailures.primaryCode(e)) {
                    case SqliteFailures.SQLITE_NOTADB ->
                        "the file " + file + " is not a SQLite database. Set db.url to another file";
                    case SqliteFailures.SQLITE_READONLY ->
                        "the file " + file
                                + " is read-only. Allow the user of this process to write to it and to its folder";
                    case SqliteFailures.SQLITE_FULL ->
                        "the disk of the file " + file + " is full. Free some space and start again";
                    default -> null;
                });
    }
}
