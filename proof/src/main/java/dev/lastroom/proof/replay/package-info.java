/** A real booking history, run through the engine. */
@NullMarked
package dev.lastroom.proof.replay;

import org.jspecify.annotations.NullMarked;
