/** Seeded clients, faults and a clock drive the engine; a checker proves what they saw. */
@NullMarked
package dev.lastroom.simulation;

import org.jspecify.annotations.NullMarked;
