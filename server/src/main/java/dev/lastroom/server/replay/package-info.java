/** A real booking history, run through the engine. */
@NullMarked
package dev.lastroom.server.replay;

import org.jspecify.annotations.NullMarked;
