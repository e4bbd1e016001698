/** Tests of the trial of overload. */
@NullMarked
package dev.lastroom.simulation.overload;

import org.jspecify.annotations.NullMarked;
