package dev.lastroom.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one round. Immutable and thread-safe.
 *
 * @param operations how many requests were answered
 * @param seconds in how long
 * @param latency how long they took; null where an outside program does not say
 * @param programCpuSeconds CPU time of the program that books, and of the clients where they are in it; null if not known
 * @param databaseCpuSeconds CPU time of the database; null where it is in this process, or elsewhere
 * @param batchSize how many commands a transaction carried; null where each is one of its own
 */
public record Measured(
        long operations,
        double seconds,
        @Nullable Latency latency,
        @Nullable Double programCpuSeconds,
        @Nullable Double databaseCpuSeconds,
        @Nullable Double batchSize) {

    /** Percentiles, in milliseconds. */
    public record Latency(double p50, double p99, double p999) {

        static Latency ofMicros(Histogram micros) {
            return new Latency(
                    micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3,
                    micros.getValueAtPercentile(99.9) / 1e3);
        }
    }

    /** Answers a second. */
    public double perSecond() {
        return operations / seconds;
    }
}
