/** What {@code lastroom prove} does to Lastroom, one trial after the other, and the count of what came of it. */
@NullMarked
package dev.lastroom.proof.prove;

import org.jspecify.annotations.NullMarked;
