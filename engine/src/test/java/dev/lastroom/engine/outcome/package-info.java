/** Tests of outcomes. */
@NullMarked
package dev.lastroom.engine.outcome;

import org.jspecify.annotations.NullMarked;
