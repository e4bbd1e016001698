package dev.lastroom.store.jdbc.stored;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Table}. Immutable and thread-safe.
 *
 * @param <T> what a row of the table is made of
 * @param <V> what the column says of it
 * @param place its place among the columns of the table, from 0
 * @param name its name in the database
 * @param type the form of what is kept
 * @param change whether it may change once the row is there
 * @param write takes what is kept out of a row: a value of the type's Java class or, for text, one with a text form
 * @param read makes a value of what was kept
 */
public record Column<T, V>(
        int place,
        String name,
        Type type,
        Change change,
        Function<T, ? extends @Nullable Object> write,
        Function<Object, V> read) {

    /** The forms of what is kept. */
    public enum Type {
        UUID,
        TEXT,
        DATE,
        INSTANT,
        INT,
        LONG
    }

    /** Whether a column may change. */
    public enum Change {
        FIXED,
        CHANGES
    }

    /** What the column keeps of {@code row}. */
    public @Nullable Object of(T row) {
        return write.apply(row);
    }
}
