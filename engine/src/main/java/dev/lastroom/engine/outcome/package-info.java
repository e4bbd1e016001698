/** Outcomes of commands: done, refused with a reason, or failed. */
@NullMarked
package dev.lastroom.engine.outcome;

import org.jspecify.annotations.NullMarked;
