package dev.lastroom.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs queries, each on its own connection or all in one snapshot. Thread-safe. */
public final class Queries {

    /** Runs work on a connection, in a transaction of a read. */
    private interface Run {
        <T> T on(Sql.Function<Connection, T> work) throws SQLException;
    }

    private final DataSource connections;
    private final ReadTransactions transactions;
    private final ColumnForms columns;
    private final SqlFailures failures;
    private final Run run;

    /**
     * Makes queries, each on its own connection.
     *
     * @param connections read-only connections in auto-commit mode
     */
    Queries(DataSource connections, ReadTransactions transactions, ColumnForms columns, SqlFailures failures) {
        this.connections = connections;
        this.transactions = transactions;
        this.columns = columns;
        this.failures = failures;
        this.run = new Run() {
            @Override
            public <T> T on(Sql.Function<Connection, T> work) throws SQLException {
                try (Connection connection = connections.getConnection()) {
                    return watched(connection, transactions::beginRead, work);
                }
            }
        };
    }

    /** Makes queries that all run in the transaction of a connection. */
    private Queries(Queries other, Connection connection) {
        this.connections = other.connections;
        this.transactions = other.transactions;
        this.columns = other.columns;
        this.failures = other.failures;
        this.run = new Run() {
            @Override
            public <T> T on(Sql.Function<Connection, T> work) throws SQLException {
                return work.apply(connection);
            }
        };
    }

    ColumnForms columns() {
        return columns;
    }

    /** Runs a query and maps all its rows. */
    <T> List<T> query(String sql, Sql.Function<ResultSet, T> mapper, @Nullable Object... parameters) {
        try {
            return run.on(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql);
                        Sql.Scope _ = Stop.over(statement)) {
                    columns.bindAll(statement, parameters);
                    return list(statement, mapper);
                }
            });
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

    /** Runs queries that all see one snapshot. */
    <T> T inSnapshot(Function<Queries, T> work) {
        return onOneConnection((connection, queries) -> snapshot(connection, queries, work));
    }

    /**
     * Runs queries that all see one snapshot, after others on the same connection, and so of the same server.
     *
     * @param before reads what must not be younger than the snapshot
     */
    <B, T> T inSnapshot(Function<Queries, B> before, BiFunction<B, Queries, T> work) {
        return onOneConnection((connection, queries) -> {
            B earlier = watched(connection, transactions::beginRead, _ -> before.apply(queries));
            endTransaction(connection);
            return snapshot(connection, queries, all -> work.apply(earlier, all));
        });
    }

    /** Work on a connection, with queries that run on it. */
    private interface OnConnection<T> {
        T apply(Connection connection, Queries queries) throws SQLException;
    }

    private <T> T onOneConnection(OnConnection<T> work) {
        try (Connection connection = connections.getConnection()) {
            return work.apply(connection, new Queries(this, connection));
        } catch (SQLException e) {
            throw failures.toStoreException(e);
        }
    }

    private <T> T snapshot(Connection connection, Queries queries, Function<Queries, T> work) throws SQLException {
        return watched(connection, transactions::beginSnapshot, _ -> work.apply(queries));
    }

    private static <T> T watched(
            Connection connection, Sql.Function<Connection, Sql.Scope> begin, Sql.Function<Connection, T> work)
            throws SQLException {
        try (Sql.Scope _ = begin.apply(connection)) {
            return work.apply(connection);
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
