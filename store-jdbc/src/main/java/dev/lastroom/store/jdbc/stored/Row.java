package dev.lastroom.store.jdbc.stored;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table} that is being read.
 *
 * @param <X> what reading may throw
 */
public interface Row<X extends Exception> {

    /** Returns what a column keeps: an instance of its type's Java class, or null. */
    @Nullable
    Object kept(Column<?, ?> column) throws X;

    /** Returns the value of a column that may be null. */
    default <V> @Nullable V optional(Column<?, V> column) throws X {
        Object kept = kept(column);
        return kept == null ? null : column.read().apply(kept);
    }

    /** Returns the value of a column that is never null. */
    default <V> V get(Column<?, V> column) throws X {
        return Objects.requireNonNull(optional(column), column.name());
    }
}
