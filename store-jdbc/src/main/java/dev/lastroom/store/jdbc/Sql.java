package dev.lastroom.store.jdbc;

import java.sql.SQLException;

/** Functional interfaces for code that talks to a database. */
public final class Sql {

    private Sql() {}

    /** A function that may throw an SQLException. */
    @FunctionalInterface
    public interface Function<T, R> {
        R apply(T t) throws SQLException;
    }

    /** A consumer that may throw an SQLException. */
    @FunctionalInterface
    public interface Consumer<T> {
        void accept(T t) throws SQLException;
    }

    /** Something that lasts until it is closed. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
