/** Properties' nights in memory, which follow the log of events and answer searches. */
@NullMarked
package dev.lastroom.engine.calendar;

import org.jspecify.annotations.NullMarked;
