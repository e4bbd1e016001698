/** Judges of all kinds of commands: a follower of events, and a replay of what was committed on the model. */
@NullMarked
package dev.lastroom.proof.judge;

import org.jspecify.annotations.NullMarked;
