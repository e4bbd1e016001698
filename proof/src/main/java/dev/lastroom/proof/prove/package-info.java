/** The trials of {@code lastroom prove}, run one after another, and the count of their results. */
@NullMarked
package dev.lastroom.proof.prove;

import org.jspecify.annotations.NullMarked;
