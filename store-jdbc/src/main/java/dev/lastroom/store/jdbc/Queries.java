package dev.lastroom.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries, each on its own connection. Thread-safe.
 *
 * @param connections read-only connections in auto-commit mode
 * @param watch watches over the connection of a query until it ends
 */
public record Queries(
        DataSource connections, ColumnForms columns, SqlFailures failures, Sql.Function<Connection, Sql.Scope> watch) {

    /** Runs a query and maps all its rows. */
    <T> List<T> query(String sql, Sql.Function<ResultSet, T> mapper, @Nullable Object... parameters) {
        try (Connection connection = connections.getConnection();
                Sql.Scope _ = watch.apply(connection);
                PreparedStatement statement = connection.prepareStatement(sql);
                Sql.Scope _ = Stop.over(statement)) {
            columns.bindAll(statement, parameters);
            return list(statement, mapper);
        } catch (SQLException e) {
            throw failures.toStoreException(e);
        }
    }

    /** Runs a prepared query and maps all its rows. */
    public static <T> List<T> list(PreparedStatement statement, Sql.Function<ResultSet, T> mapper) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(mapper.apply(row));
            }
        }
        return all;
    }
}
