/** PostgreSQL as an administrator sets it for other programs, and what that changes: no promise. */
@NullMarked
package dev.lastroom.simulation.settings;

import org.jspecify.annotations.NullMarked;
