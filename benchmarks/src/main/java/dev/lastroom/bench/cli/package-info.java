/** The command line of the bench. */
@NullMarked
package dev.lastroom.bench.cli;

import org.jspecify.annotations.NullMarked;
