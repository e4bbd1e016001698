/** Kills servers and databases, real processes, in the middle of their work, and sees what is left. */
@NullMarked
package dev.lastroom.proof.crash;

import org.jspecify.annotations.NullMarked;
