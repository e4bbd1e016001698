@NullMarked
package dev.lastroom.simulation.shipped;

import org.jspecify.annotations.NullMarked;
