/** Tests of booking: its values, and the rules. */
@NullMarked
package dev.lastroom.engine.booking;

import org.jspecify.annotations.NullMarked;
