/**
 * All the rules of selling rooms, pure: {@link dev.lastroom.engine.rules.Decision} decides a request against the state that
 * was locked, and says what changes.
 */
@NullMarked
package dev.lastroom.engine.rules;

import org.jspecify.annotations.NullMarked;
