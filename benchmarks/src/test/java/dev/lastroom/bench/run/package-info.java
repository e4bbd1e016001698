/** Tests. */
@NullMarked
package dev.lastroom.bench.run;

import org.jspecify.annotations.NullMarked;
