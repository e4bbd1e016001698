/** Clients that book in a closed loop, and what is measured of it. */
@NullMarked
package dev.lastroom.bench.load;

import org.jspecify.annotations.NullMarked;
