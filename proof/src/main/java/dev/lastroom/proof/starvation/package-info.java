/** A client takes as much of a server as it can get, and keeps it, while others book. */
@NullMarked
package dev.lastroom.proof.starvation;

import org.jspecify.annotations.NullMarked;
