/** Tests. */
@NullMarked
package dev.lastroom.simulation.check;

import org.jspecify.annotations.NullMarked;
