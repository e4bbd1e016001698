/** Runs: rounds in turn, medians, and whether everything was right. */
@NullMarked
package dev.lastroom.bench.run;

import org.jspecify.annotations.NullMarked;
