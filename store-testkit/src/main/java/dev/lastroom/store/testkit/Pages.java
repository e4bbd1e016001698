package dev.lastroom.store.testkit;

import dev.lastroom.engine.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads lists to their end. */
final class Pages {

    private Pages() {}

    /** Every page, in pages of seven. */
    static <T> List<T> all(Function<Page.Request, Page<T>> read) {
        List<T> items = new ArrayList<>();
        Page<T> page = read.apply(new Page.Request(7, null));
        items.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(new Page.Request(7, page.next()));
            items.addAll(page.items());
        }
        return items;
    }
}
