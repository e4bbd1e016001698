/** Bookings, groups, allotments and the waitlist: the values that the rules decide on. */
@NullMarked
package dev.lastroom.engine.booking;

import org.jspecify.annotations.NullMarked;
