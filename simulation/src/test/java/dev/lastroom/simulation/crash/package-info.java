/** Tests. */
@NullMarked
package dev.lastroom.simulation.crash;

import org.jspecify.annotations.NullMarked;
