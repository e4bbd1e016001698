/** The things that a hotel sells: properties, room types and their nights. */
@NullMarked
package dev.lastroom.engine.inventory;

import org.jspecify.annotations.NullMarked;
