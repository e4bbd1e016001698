package dev.lastroom.engine.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the items; fewer than requested, or none, even if there are more
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items of a page. */
    public static final int LIMIT_MAX = 200;

    /** How many rows a page searches for items that no index finds. If it finds too few, the page ends early. */
    public static final int LOOK_AT = 10_000;

    /** The default number of items of a page. */
    public static final int LIMIT_DEFAULT = 50;

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of {@code limit} items from a query for one more. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        return oneMore.size() <= limit
                ? new Page<>(oneMore, null)
                : new Page<>(oneMore.subList(0, limit), cursor.apply(oneMore.get(limit - 1)));
    }

    /**
     * The requested page.
     *
     * @param limit the most items, 1-200
     * @param after the cursor of the page before; null for the first page
     */
    public record PageRequest(int limit, @Nullable String after) {

        /** The first page of the default size. */
        public static final PageRequest FIRST = new PageRequest(LIMIT_DEFAULT, null);

        /** @throws IllegalArgumentException if {@code limit} is out of range */
        public PageRequest {
            if (limit < 1 || limit > LIMIT_MAX) {
                throw new IllegalArgumentException("must be 1 to " + LIMIT_MAX);
            }
        }
    }
}
