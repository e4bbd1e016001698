/** The trial of starvation finds what it looks for. */
@NullMarked
package dev.lastroom.simulation.starvation;

import org.jspecify.annotations.NullMarked;
