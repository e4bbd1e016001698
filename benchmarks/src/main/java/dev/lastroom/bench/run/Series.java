package dev.lastroom.bench.run;

import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All rounds of one contender at one workload with so many clients. What it says are medians over the rounds.
 *
 * @param rounds in the order in which they were played, at least one
 */
public record Series(Workload workload, int clients, String entry, List<Measured> rounds) {

    public Series {
        rounds = List.copyOf(rounds);
    }

    /** Answers a second. */
    public double perSecond() {
        return median(rounds.stream().map(Measured::perSecond).toList());
    }

    /** The lowest and the highest of the rounds' answers a second. */
    public double[] range() {
        double[] sorted =
                rounds.stream().mapToDouble(Measured::perSecond).sorted().toArray();
        return new double[] {sorted[0], sorted[sorted.length - 1]};
    }

    /** Percentiles in milliseconds; null where none are known. */
    public @Nullable Latency latency() {
        Double p50 = of(m -> m.latency() == null ? null : m.latency().p50());
        Double p99 = of(m -> m.latency() == null ? null : m.latency().p99());
        Double p999 = of(m -> m.latency() == null ? null : m.latency().p999());
        return p50 == null || p99 == null || p999 == null ? null : new Latency(p50, p99, p999);
    }

    /** CPU time of this process for an answer, in microseconds; null where it is not known. */
    public @Nullable Double ownCpuMicros() {
        return of(m -> m.ownCpuSeconds() == null ? null : m.ownCpuSeconds() * 1e6 / m.operations());
    }

    /** CPU time of the database for an answer, in microseconds; null where it is not known. */
    public @Nullable Double databaseCpuMicros() {
        return of(m -> m.databaseCpuSeconds() == null ? null : m.databaseCpuSeconds() * 1e6 / m.operations());
    }

    /** Commands in a transaction; null where each is one of its own. */
    public @Nullable Double batchSize() {
        return of(Measured::batchSize);
    }

    private @Nullable Double of(Function<Measured, @Nullable Double> value) {
        List<Double> values =
                rounds.stream().map(value).filter(Objects::nonNull).toList();
        return values.isEmpty() ? null : median(values);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
