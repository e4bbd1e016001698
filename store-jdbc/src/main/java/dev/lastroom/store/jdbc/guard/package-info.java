/** What stands in front of a store: breakers, and threads with a deadline for whatever is read. */
@NullMarked
package dev.lastroom.store.jdbc.guard;

import org.jspecify.annotations.NullMarked;
