/** Lastroom and other ways to book, measured side by side in one process, on one database, in alternating rounds. */
@NullMarked
package dev.lastroom.bench;

import org.jspecify.annotations.NullMarked;
