/** The seam between the engine and a database. */
@NullMarked
package dev.lastroom.engine.store;

import org.jspecify.annotations.NullMarked;
