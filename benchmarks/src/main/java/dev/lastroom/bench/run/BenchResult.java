package dev.lastroom.bench.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of a run, in a form that can be stored as JSON and read again.
 *
 * @param kind what was measured
 * @param facts where and on what
 * @param stored how many bookings were stored before
 * @param plan how it was measured
 * @param series of contenders; empty for a sustained run
 * @param samples of a sustained run; empty for others
 */
public record BenchResult(
        Kind kind, Map<String, Object> facts, long stored, Plan plan, List<Series> series, List<Sample> samples) {

    /** The subject of a measurement. */
    public enum Kind {
        SIDE_BY_SIDE,
        HTTP,
        SEARCH,
        SUSTAINED
    }

    public BenchResult {
        series = List.copyOf(series);
        samples = List.copyOf(samples);
    }

    /** The result of contenders side by side. */
    public static BenchResult ofSideBySide(Map<String, Object> facts, Plan plan, List<Series> series) {
        return new BenchResult(Kind.SIDE_BY_SIDE, ended(facts), plan.stored(), plan, series, List.of());
    }

    /** The result of the service. */
    public static BenchResult ofHttp(Map<String, Object> facts, Plan plan, List<Series> series) {
        return new BenchResult(Kind.HTTP, ended(facts), plan.stored(), plan, series, List.of());
    }

    /** The result of searches. */
    public static BenchResult ofSearch(Map<String, Object> facts, Plan plan, List<Series> series) {
        return new BenchResult(Kind.SEARCH, ended(facts), plan.stored(), plan, series, List.of());
    }

    /** The result of the engine under sustained load. */
    public static BenchResult ofSustained(Map<String, Object> facts, Plan plan, List<Sample> samples) {
        return new BenchResult(Kind.SUSTAINED, ended(facts), plan.stored(), plan, List.of(), samples);
    }

    private static Map<String, Object> ended(Map<String, Object> facts) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.put("loadAfter", Machine.load());
        all.put("endedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return all;
    }
}
