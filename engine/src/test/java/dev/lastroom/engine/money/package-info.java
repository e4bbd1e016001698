/** Tests of money. */
@NullMarked
package dev.lastroom.engine.money;

import org.jspecify.annotations.NullMarked;
