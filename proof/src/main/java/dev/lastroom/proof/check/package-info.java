/** Decides whether sequential commands can explain a history. */
@NullMarked
package dev.lastroom.proof.check;

import org.jspecify.annotations.NullMarked;
