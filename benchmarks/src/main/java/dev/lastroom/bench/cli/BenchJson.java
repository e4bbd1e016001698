package dev.lastroom.bench.cli;

import dev.lastroom.bench.run.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A result for programs. */
final class BenchJson {

    private BenchJson() {}

    static Map<String, Object> of(Map<String, Object> facts, List<Series> series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("facts", facts);
        json.put("series", series.stream().map(BenchJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(Series series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("workload", series.workload().label());
        json.put("clients", series.clients());
        json.put("contender", series.entry());
        json.put("perSecond", series.perSecond());
        json.put("latencyMillis", series.latency());
        json.put("ownCpuMicros", series.ownCpuMicros());
        json.put("databaseCpuMicros", series.databaseCpuMicros());
        json.put("batchSize", series.batchSize());
        json.put("rounds", series.rounds());
        return json;
    }
}
