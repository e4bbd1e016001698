package dev.lastroom.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <E> the elements
 */
public interface Page<E> {

    /** Returns the elements of this page, possibly none, even if there is a next one. */
    List<E> items();

    /** Returns where the next page begins; null if this is the last for now. */
    @Nullable
    String next();
}
