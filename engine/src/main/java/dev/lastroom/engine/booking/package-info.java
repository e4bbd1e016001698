/** Commands, outcomes and {@link dev.lastroom.engine.booking.Decision}, which holds all the rules of selling rooms. */
@NullMarked
package dev.lastroom.engine.booking;

import org.jspecify.annotations.NullMarked;
