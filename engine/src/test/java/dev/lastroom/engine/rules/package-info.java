/** Tests of the rules. */
@NullMarked
package dev.lastroom.engine.rules;

import org.jspecify.annotations.NullMarked;
