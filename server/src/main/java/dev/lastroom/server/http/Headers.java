package dev.lastroom.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a request. Names are compared without case. */
@FunctionalInterface
public interface Headers {

    /** Returns the values of a header, in the order they were sent; empty if there is none. */
    List<String> all(String name);

    /** Returns the first value of a header; null if there is none. */
    default @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Returns whether the header is there. */
    default boolean has(String name) {
        return !all(name).isEmpty();
    }
}
