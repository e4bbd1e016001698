/** Clients that book in a closed loop, and their measurements. */
@NullMarked
package dev.lastroom.bench.load;

import org.jspecify.annotations.NullMarked;
