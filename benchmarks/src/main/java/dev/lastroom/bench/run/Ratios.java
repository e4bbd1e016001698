package dev.lastroom.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much quicker Lastroom is than the others. */
public final class Ratios {

    private Ratios() {}

    /** For each other contender, such as {@code lanes ÷ baseline}, of one workload with so many clients. */
    public static Map<String, Double> of(List<Series> series) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        series.stream().filter(s -> s.entry().equals(Entries.LANES)).findFirst().ifPresent(lanes -> {
            for (Series other : series) {
                if (!other.entry().equals(Entries.LANES)) {
                    ratios.put(Entries.LANES + " ÷ " + other.entry(), lanes.perSecond() / other.perSecond());
                }
            }
        });
        return ratios;
    }
}
