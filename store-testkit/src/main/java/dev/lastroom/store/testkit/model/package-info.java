/** The in-memory model of a store, the random histories that are played on it, and the hotel that tests book. */
@NullMarked
package dev.lastroom.store.testkit.model;

import org.jspecify.annotations.NullMarked;
