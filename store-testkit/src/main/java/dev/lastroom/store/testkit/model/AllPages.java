package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists to their end. */
public final class AllPages {

    private AllPages() {}

    /** Returns all items, in pages of seven, so that lists of tests have several. */
    public static <T> List<T> all(Function<PageRequest, Page<T>> read) {
        return all(7, read);
    }

    /** Returns all items, in pages of at most {@code limit}. */
    public static <T> List<T> all(int limit, Function<PageRequest, Page<T>> read) {
        List<T> items = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<T> page = read.apply(new PageRequest(limit, after));
            items.addAll(page.items());
            after = page.next();
        } while (after != null);
        return items;
    }
}
