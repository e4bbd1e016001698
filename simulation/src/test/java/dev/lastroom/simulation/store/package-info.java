/** Tests. */
@NullMarked
package dev.lastroom.simulation.store;

import org.jspecify.annotations.NullMarked;
