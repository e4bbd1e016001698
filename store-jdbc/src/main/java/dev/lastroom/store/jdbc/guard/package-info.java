/** The guards in front of a store: breakers, and reader threads with a deadline. */
@NullMarked
package dev.lastroom.store.jdbc.guard;

import org.jspecify.annotations.NullMarked;
