/** Tests. */
@NullMarked
package dev.lastroom.simulation.run;

import org.jspecify.annotations.NullMarked;
