/** Replays a real booking history through the engine. */
@NullMarked
package dev.lastroom.proof.replay;

import org.jspecify.annotations.NullMarked;
