package dev.lastroom.engine.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the items; there may be fewer than asked for, or none, although there are more
 * @param next the cursor of the next page; null where this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items of a page. */
    public static final int LIMIT_MAX = 200;

    /** Among how many rows a page looks for items that no index finds; where it finds too few, it ends early. */
    public static final int LOOK_AT = 10_000;

    /** How many items a page has where nothing is said. */
    public static final int LIMIT_DEFAULT = 50;

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of {@code limit} items of a query that was asked for one more. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        return oneMore.size() <= limit
                ? new Page<>(oneMore, null)
                : new Page<>(oneMore.subList(0, limit), cursor.apply(oneMore.get(limit - 1)));
    }

    /**
     * Which page is asked for.
     *
     * @param limit the most items, 1-200
     * @param after the cursor of the page before; null for the first page
     */
    public record Request(int limit, @Nullable String after) {

        /** The first page of the default size. */
        public static final Request FIRST = new Request(LIMIT_DEFAULT, null);

        /** @throws IllegalArgumentException if {@code limit} is out of range */
        public Request {
            if (limit < 1 || limit > LIMIT_MAX) {
                throw new IllegalArgumentException("must be 1 to " + LIMIT_MAX);
            }
        }
    }
}
