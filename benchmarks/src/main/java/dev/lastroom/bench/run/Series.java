package dev.lastroom.bench.run;

import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rounds of one contender at one workload with the same number of clients. Unless stated otherwise, values are
 * medians over the rounds. Immutable and thread-safe.
 *
 * @param workload what the clients asked for
 * @param clients how many clients
 * @param entry the contender's name
 * @param perSecond answers per second
 * @param perSecondMin in the slowest round
 * @param perSecondMax in the fastest round
 * @param latency percentiles, in milliseconds; null if not known
 * @param programCpuMicros CPU time per answer of the program that books, in microseconds; null if not known
 * @param databaseCpuMicros CPU time per answer of the database, in microseconds; null if not known
 * @param batchSize commands in a transaction; null if each has its own transaction
 * @param fromMemory the share of the searches that memory answered; null if there were none
 * @param besidePerSecond answers per second to requests of another kind beside these; null if there were none
 * @param besideAsked how many of them were due per second; null if there were none
 * @param rounds in the order in which they were played
 */
public record Series(
        Workload workload,
        int clients,
        String entry,
        double perSecond,
        double perSecondMin,
        double perSecondMax,
        @Nullable Latency latency,
        @Nullable Double programCpuMicros,
        @Nullable Double databaseCpuMicros,
        @Nullable Double batchSize,
        @Nullable Double fromMemory,
        @Nullable Double besidePerSecond,
        @Nullable Double besideAsked,
        List<Measured> rounds) {

    public Series {
        rounds = List.copyOf(rounds);
    }

    /** Combines rounds, at least one. */
    public static Series of(Workload workload, int clients, String entry, List<Measured> rounds) {
        List<Double> perSecond =
                rounds.stream().map(Measured::perSecond).sorted().toList();
        return new Series(
                workload,
                clients,
                entry,
                median(perSecond),
                perSecond.getFirst(),
                perSecond.getLast(),
                latency(rounds.stream()
                        .map(Measured::latency)
                        .filter(Objects::nonNull)
                        .toList()),
                medianOf(rounds, m -> perAnswer(m.programCpuSeconds(), m)),
                medianOf(rounds, m -> perAnswer(m.databaseCpuSeconds(), m)),
                medianOf(rounds, Measured::batchSize),
                medianOf(rounds, Measured::fromMemory),
                medianOf(rounds, Measured::besidePerSecond),
                medianOf(rounds, Measured::besideAsked),
                rounds);
    }

    /** Says of each round how many answers there were, and when the last one came. */
    public String ends() {
        return rounds.stream()
                .map(round -> String.format("%,d answers in %.2f s", round.operations(), round.seconds()))
                .collect(Collectors.joining("; "));
    }

    private static @Nullable Latency latency(List<Latency> rounds) {
        return rounds.isEmpty()
                ? null
                : new Latency(
                        median(rounds.stream().map(Latency::p50).toList()),
                        median(rounds.stream().map(Latency::p99).toList()),
                        median(rounds.stream().map(Latency::p999).toList()));
    }

    private static @Nullable Double perAnswer(@Nullable Double seconds, Measured round) {
        return seconds == null || round.operations() == 0 ? null : seconds * 1e6 / round.operations();
    }

    private static @Nullable Double medianOf(List<Measured> rounds, Function<Measured, @Nullable Double> value) {
        List<Double> known = rounds.stream().map(value).filter(Objects::nonNull).toList();
        return known.isEmpty() ? null : median(known);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
