/** Shared by the engine's tests: a small furnished hotel, and a store that fails on command. */
@NullMarked
package dev.lastroom.engine.testing;

import org.jspecify.annotations.NullMarked;
