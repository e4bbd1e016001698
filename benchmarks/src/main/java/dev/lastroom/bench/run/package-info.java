/** Runs: rounds in turn, medians, and the check that everything was right. */
@NullMarked
package dev.lastroom.bench.run;

import org.jspecify.annotations.NullMarked;
