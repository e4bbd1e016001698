/** Availability search: the stays that a room type can offer, by the rules that decide a booking. */
@NullMarked
package dev.lastroom.engine.search;

import org.jspecify.annotations.NullMarked;
