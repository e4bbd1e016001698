/** The trial of fairness: one client takes and keeps as much of a server as it can, while others book. */
@NullMarked
package dev.lastroom.proof.starvation;

import org.jspecify.annotations.NullMarked;
