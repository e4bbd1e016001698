/**
 * All the rules of selling rooms, as pure code: {@link dev.lastroom.engine.rules.Decision} decides a request against
 * the locked state and says what changes.
 */
@NullMarked
package dev.lastroom.engine.rules;

import org.jspecify.annotations.NullMarked;
