package dev.lastroom.bench.run;

import dev.lastroom.bench.http.ServiceEntrants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many times as many answers per second one entrant gives as another. */
public final class Ratios {

    /** An entrant, and the one it is compared with. */
    private record Pair(String one, String other) {}

    private static final List<Pair> OF_HTTP = List.of(
            new Pair("http", "http-memory"),
            new Pair("http-batch", "engine"),
            new Pair(ServiceEntrants.MEMORY, ServiceEntrants.DATABASE),
            new Pair(ServiceEntrants.MEMORY_2, ServiceEntrants.DATABASE),
            new Pair(ServiceEntrants.COLD, ServiceEntrants.DATABASE),
            new Pair(ServiceEntrants.BESIDE, ServiceEntrants.ALONE));

    private Ratios() {}

    /** All ratios, such as {@code lanes ÷ baseline}, for each workload and number of clients. */
    public static Map<String, Double> of(List<Series> series) {
        Map<String, Double> perSecond = new LinkedHashMap<>();
        series.forEach(s -> perSecond.put(s.entry(), s.perSecond()));
        Map<String, Double> ratios = new LinkedHashMap<>();
        perSecond.keySet().forEach(other -> put(ratios, perSecond, new Pair(Entrants.LANES, other)));
        OF_HTTP.forEach(pair -> put(ratios, perSecond, pair));
        return ratios;
    }

    private static void put(Map<String, Double> ratios, Map<String, Double> perSecond, Pair pair) {
        Double one = perSecond.get(pair.one());
        Double other = perSecond.get(pair.other());
        if (one != null && other != null && !pair.one().equals(pair.other())) {
            ratios.put(pair.one() + " ÷ " + pair.other(), one / other);
        }
    }
}
