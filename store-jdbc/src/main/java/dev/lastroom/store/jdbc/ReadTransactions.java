package dev.lastroom.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** How a store begins what it reads, on read-only connections in auto-commit mode. Thread-safe. */
public interface ReadTransactions {

    /** For databases whose transactions see one snapshot anyway, and whose reads nothing needs to watch. */
    ReadTransactions PLAIN = new ReadTransactions() {
        @Override
        public Sql.Scope beginRead(Connection connection) {
            return () -> {};
        }

        @Override
        public Sql.Scope beginSnapshot(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            return () -> {};
        }

        @Override
        public void beginRecount(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
        }
    };

    /** Begins a read of one statement, and returns the watch over it, which ends with the read. */
    Sql.Scope beginRead(Connection connection) throws SQLException;

    /** Begins a transaction in which all statements see one snapshot, and returns the watch over it. */
    Sql.Scope beginSnapshot(Connection connection) throws SQLException;

    /** Begins a recount: a transaction in which all statements see one snapshot, and which may take long. */
    void beginRecount(Connection connection) throws SQLException;
}
