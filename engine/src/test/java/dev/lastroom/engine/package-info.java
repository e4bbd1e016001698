/** Tests of the engine as a whole, and of its architecture. */
@NullMarked
package dev.lastroom.engine;

import org.jspecify.annotations.NullMarked;
