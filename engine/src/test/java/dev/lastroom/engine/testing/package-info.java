/** What the engine's tests share: a small furnished hotel, and a store that fails on command. */
@NullMarked
package dev.lastroom.engine.testing;

import org.jspecify.annotations.NullMarked;
