/** The booking engine: {@link dev.lastroom.engine.BookingEngine} is the only door to inventory. */
@NullMarked
package dev.lastroom.engine;

import org.jspecify.annotations.NullMarked;
