/** The SQLite store, the embedded default. */
@NullMarked
package dev.lastroom.store.sqlite;

import org.jspecify.annotations.NullMarked;
