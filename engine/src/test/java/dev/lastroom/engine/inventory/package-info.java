/** Tests of inventory. */
@NullMarked
package dev.lastroom.engine.inventory;

import org.jspecify.annotations.NullMarked;
