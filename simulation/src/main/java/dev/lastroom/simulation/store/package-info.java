/** Databases to play on, and stores that fail on purpose. */
@NullMarked
package dev.lastroom.simulation.store;

import org.jspecify.annotations.NullMarked;
