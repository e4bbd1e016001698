/** Tests. */
@NullMarked
package dev.lastroom.bench.load;

import org.jspecify.annotations.NullMarked;
