/** A network that fails on purpose between the engine and a real PostgreSQL, and the checks of what must still hold. */
@NullMarked
package dev.lastroom.proof.network;

import org.jspecify.annotations.NullMarked;
