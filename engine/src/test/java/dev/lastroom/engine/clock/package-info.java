@NullMarked
package dev.lastroom.engine.clock;

import org.jspecify.annotations.NullMarked;
