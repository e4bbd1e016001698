/** Databases for the runs, and stores that fail on purpose. */
@NullMarked
package dev.lastroom.proof.store;

import org.jspecify.annotations.NullMarked;
