package dev.lastroom.store.jdbc.stored;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Table}. Immutable and thread-safe.
 *
 * @param <T> the type of the table's values
 * @param <V> the type of the column's values
 * @param place its place among the columns of the table, from 0
 * @param name its name in the database
 * @param type the form of what it keeps
 * @param change whether it may change once the row exists
 * @param write gets what the column keeps from a row: a value of the type's Java class or, for text, one with a text
 *     form
 * @param read makes a value of what was kept
 */
public record Column<T, V>(
        int place,
        String name,
        Type type,
        Change change,
        Function<T, ? extends @Nullable Object> write,
        Function<Object, V> read) {

    /** The forms of what a column keeps. */
    public enum Type {
        UUID,
        TEXT,
        /** Text from people, which may have any character and may be empty. */
        FREE_TEXT,
        DATE,
        INSTANT,
        INT,
        LONG
    }

    /** Whether a column may change. */
    public enum Change {
        FIXED,
        CHANGES,
        /** It changes, and is null when the row is made, unless that row changes at once. */
        LATER,
        /** A count, which each store changes in its own way. */
        COUNTED
    }

    /** Returns what the column keeps of {@code row}. */
    public @Nullable Object of(T row) {
        return write.apply(row);
    }
}
