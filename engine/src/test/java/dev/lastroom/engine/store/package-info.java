/** Tests of the seam's helpers. */
@NullMarked
package dev.lastroom.engine.store;

import org.jspecify.annotations.NullMarked;
