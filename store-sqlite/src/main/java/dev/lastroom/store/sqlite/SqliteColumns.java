package dev.lastroom.store.sqlite;

import dev.lastroom.store.jdbc.ColumnForms;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns of SQLite. Dates and UUIDs are text; instants are microseconds since 1970. */
final class SqliteColumns implements ColumnForms {

    @Override
    public LocalDate date(ResultSet row, String column) throws SQLException {
        return LocalDate.parse(row.getString(column));
    }

    @Override
    public @Nullable LocalDate optionalDate(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : LocalDate.parse(text);
    }

    @Override
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : UUID.fromString(text);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Instant instant -> statement.setLong(index, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            default -> statement.setString(index, value.toString());
        }
    }
}
