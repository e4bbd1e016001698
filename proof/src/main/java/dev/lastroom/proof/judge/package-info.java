/** Judges for all kinds of commands: a follower of events, and a replay of the committed transactions on the model. */
@NullMarked
package dev.lastroom.proof.judge;

import org.jspecify.annotations.NullMarked;
