/** The PostgreSQL store, for production. */
@NullMarked
package dev.lastroom.store.postgres;

import org.jspecify.annotations.NullMarked;
