/** The command line. */
@NullMarked
package dev.lastroom.simulation.cli;

import org.jspecify.annotations.NullMarked;
