package dev.lastroom.store.jdbc;

import java.sql.SQLException;

/** Functions that talk to a database. */
public final class Sql {

    private Sql() {}

    /** Takes something and gives something. */
    @FunctionalInterface
    public interface Function<T, R> {
        R apply(T t) throws SQLException;
    }

    /** Takes something. */
    @FunctionalInterface
    public interface Consumer<T> {
        void accept(T t) throws SQLException;
    }

    /** Something that lasts until it is closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
