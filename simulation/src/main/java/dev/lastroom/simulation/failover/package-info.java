/** Takes a primary PostgreSQL away under load, in every way, and lets its standby take over. */
@NullMarked
package dev.lastroom.simulation.failover;

import org.jspecify.annotations.NullMarked;
