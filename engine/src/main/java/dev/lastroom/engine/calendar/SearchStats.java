package dev.lastroom.engine.calendar;

import java.time.Duration;

/**
 * What searches have done, and what memory they keep. Immutable and thread-safe.
 *
 * @param fromMemory how many were answered from memory
 * @param fromDatabase how many were not
 * @param statesRead how often the state of a property was read from the database
 * @param nights how many nights memory has room for
 * @param behind how long ago memory was last known to be at the end of the log
 */
public record SearchStats(long fromMemory, long fromDatabase, long statesRead, long nights, Duration behind) {}
