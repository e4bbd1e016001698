/** The concurrency suite: races whose results are counted. */
@NullMarked
package dev.lastroom.proof.stress;

import org.jspecify.annotations.NullMarked;
