@NullMarked
package dev.lastroom.simulation.failover;

import org.jspecify.annotations.NullMarked;
