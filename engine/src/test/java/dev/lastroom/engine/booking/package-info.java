/** Tests of bookings' values. */
@NullMarked
package dev.lastroom.engine.booking;

import org.jspecify.annotations.NullMarked;
