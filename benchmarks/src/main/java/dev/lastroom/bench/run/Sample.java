package dev.lastroom.bench.run;

/**
 * One interval of a long run. Immutable and thread-safe.
 *
 * @param atSeconds when it ended, since the beginning
 * @param perSecond answers per second
 * @param p99Millis of the interval's answers, in milliseconds
 * @param heapMib the least heap that was in use, close to what a collection leaves, in MiB
 * @param diskMib the database's disk use, its log included, in MiB
 * @param keysSweptPerSecond idempotency keys forgotten per second
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
