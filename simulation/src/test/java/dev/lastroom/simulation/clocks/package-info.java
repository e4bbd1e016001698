@NullMarked
package dev.lastroom.simulation.clocks;

import org.jspecify.annotations.NullMarked;
