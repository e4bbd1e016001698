/** The time by which an engine decides, and whether this machine's clock may be relied on. */
@NullMarked
package dev.lastroom.engine.clock;

import org.jspecify.annotations.NullMarked;
