/** Kills real servers and databases in the middle of their work, and checks what is left. */
@NullMarked
package dev.lastroom.proof.crash;

import org.jspecify.annotations.NullMarked;
