package dev.lastroom.store.sqlite;

import dev.lastroom.store.jdbc.Queries;
import dev.lastroom.store.jdbc.Sql;
import dev.lastroom.store.jdbc.stored.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs statements in the transaction of a {@link SqliteWriter}. */
final class SqliteStatements {

    private static final SqliteColumns COLUMNS = new SqliteColumns();

    private final SqliteWriter writer;

    SqliteStatements(SqliteWriter writer) {
        this.writer = writer;
    }

    /** Returns all rows of a query. */
    <T> List<T> all(String sql, Sql.Function<ResultSet, T> mapper, Object... parameters) throws SQLException {
        PreparedStatement statement = writer.prepare(sql);
        COLUMNS.bindAll(statement, parameters);
        return Queries.list(statement, mapper);
    }

    /** Returns the row of a query, or null if there is none. */
    <T> @Nullable T one(String sql, Sql.Function<ResultSet, T> mapper, Object... parameters) throws SQLException {
        List<T> found = all(sql, mapper, parameters);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Runs an update for each of {@code values}. */
    <T> void writeAll(String sql, List<T> values, Function<T, @Nullable Object[]> toRow) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        PreparedStatement statement = writer.prepare(sql);
        for (T value : values) {
            COLUMNS.bindAll(statement, toRow.apply(value));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Returns the parameters of an update. */
    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /** Returns what these columns keep of a row, followed by more parameters. */
    static <T> @Nullable Object[] row(List<Column<T, ?>> columns, T of, @Nullable Object... more) {
        return Stream.concat(columns.stream().map(column -> column.of(of)), Arrays.stream(more))
                .toArray();
    }
}
