/** Asks more of Lastroom than it can do, and takes its database away at the same time. */
@NullMarked
package dev.lastroom.proof.overload;

import org.jspecify.annotations.NullMarked;
