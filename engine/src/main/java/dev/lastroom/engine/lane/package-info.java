/** Lanes gather commands that contend and apply them as one transaction. */
@NullMarked
package dev.lastroom.engine.lane;

import org.jspecify.annotations.NullMarked;
