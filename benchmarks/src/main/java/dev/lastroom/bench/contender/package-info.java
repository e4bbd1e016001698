/** Ways to book. */
@NullMarked
package dev.lastroom.bench.contender;

import org.jspecify.annotations.NullMarked;
