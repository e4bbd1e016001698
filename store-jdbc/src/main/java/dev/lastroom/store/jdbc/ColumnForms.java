package dev.lastroom.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and binds the types for which JDBC drivers have no common form. Thread-safe. */
public interface ColumnForms {

    LocalDate date(ResultSet row, String column) throws SQLException;

    /** Returns a date, or null. */
    @Nullable
    LocalDate optionalDate(ResultSet row, String column) throws SQLException;

    /** Returns an instant to the microsecond, or null. */
    @Nullable
    Instant instant(ResultSet row, String column) throws SQLException;

    /** Returns a UUID, or null. */
    @Nullable
    UUID uuid(ResultSet row, String column) throws SQLException;

    /**
     * Binds a {@link LocalDate}, {@link Instant}, {@link UUID}, {@link String}, {@link Integer}, {@link Long} or null.
     */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /** Binds all parameters in order. */
    default void bindAll(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }
}
