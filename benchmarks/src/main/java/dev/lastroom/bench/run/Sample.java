package dev.lastroom.bench.run;

/**
 * What was seen in one interval of a long run. Immutable and thread-safe.
 *
 * @param atSeconds when it ended, since the beginning
 * @param perSecond answers a second
 * @param p99Millis of the interval's answers, in milliseconds
 * @param heapMib the least heap that was in use, near to what a collection leaves, in MiB
 * @param diskMib what the database takes on disk, its log included, in MiB
 * @param keysSweptPerSecond idempotency keys that were forgotten, a second
 * @param checkpoints how many the database has made since the beginning; 0 if it does not say
 */
public record Sample(
        double atSeconds,
        double perSecond,
        double p99Millis,
        long heapMib,
        long diskMib,
        double keysSweptPerSecond,
        long checkpoints) {}
