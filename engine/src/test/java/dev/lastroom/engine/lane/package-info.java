/** Tests of lanes. */
@NullMarked
package dev.lastroom.engine.lane;

import org.jspecify.annotations.NullMarked;
