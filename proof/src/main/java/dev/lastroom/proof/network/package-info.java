/** A network that fails on purpose, between the engine and a real PostgreSQL, and what must be true all the same. */
@NullMarked
package dev.lastroom.proof.network;

import org.jspecify.annotations.NullMarked;
