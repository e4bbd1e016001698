/** The time an engine decides by, and whether this machine's clock can be relied on. */
@NullMarked
package dev.lastroom.engine.clock;

import org.jspecify.annotations.NullMarked;
