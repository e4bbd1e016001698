package dev.lastroom.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of one round. Immutable and thread-safe.
 *
 * @param operations how many requests were answered
 * @param seconds how long it was measured
 * @param latency how long they took; null if an outside program does not say
 * @param programCpuSeconds CPU time of the program that books, and of its clients if they are in it; null if not
 *     known
 * @param databaseCpuSeconds CPU time of the database; null if it is in this process, or elsewhere
 * @param batchSize how many commands a transaction carried; null if each has its own transaction
 * @param fromMemory the share of the searches that memory answered; null if there were none
 * @param besidePerSecond how many requests of another kind were answered beside these, each second; null if there were
 *     none
 * @param besideAsked how many of them were due each second; null if there were none
 */
public record Measured(
        long operations,
        double seconds,
        @Nullable Latency latency,
        @Nullable Double programCpuSeconds,
        @Nullable Double databaseCpuSeconds,
        @Nullable Double batchSize,
        @Nullable Double fromMemory,
        @Nullable Double besidePerSecond,
        @Nullable Double besideAsked) {

    /** Measurements of one kind of requests, none of them a search over HTTP. */
    public Measured(
            long operations,
            double seconds,
            @Nullable Latency latency,
            @Nullable Double programCpuSeconds,
            @Nullable Double databaseCpuSeconds,
            @Nullable Double batchSize) {
        this(operations, seconds, latency, programCpuSeconds, databaseCpuSeconds, batchSize, null, null, null);
    }

    /** Percentiles, in milliseconds. */
    public record Latency(double p50, double p99, double p999) {

        /** Percentiles of recorded microseconds. */
        public static Latency ofMicros(Histogram micros) {
            return new Latency(
                    micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3,
                    micros.getValueAtPercentile(99.9) / 1e3);
        }
    }

    /** Answers per second. */
    public double perSecond() {
        return operations / seconds;
    }
}
