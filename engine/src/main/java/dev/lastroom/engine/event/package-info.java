/** Events: the record of every change, in the order in which the changes were committed. */
@NullMarked
package dev.lastroom.engine.event;

import org.jspecify.annotations.NullMarked;
