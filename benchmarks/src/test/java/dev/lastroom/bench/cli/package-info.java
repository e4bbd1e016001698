/** Tests. */
@NullMarked
package dev.lastroom.bench.cli;

import org.jspecify.annotations.NullMarked;
