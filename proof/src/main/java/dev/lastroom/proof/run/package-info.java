/** The runs: a schedule from a seed, and races of real threads. */
@NullMarked
package dev.lastroom.proof.run;

import org.jspecify.annotations.NullMarked;
