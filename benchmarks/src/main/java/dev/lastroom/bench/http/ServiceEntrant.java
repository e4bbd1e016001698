package dev.lastroom.bench.http;

import dev.lastroom.bench.http.ServerMetrics.Searches;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Window;
import dev.lastroom.bench.load.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are searched and booked at over HTTP.
 *
 * @param workloads what they are asked for
 * @param judge compares what they answer with the database
 * @param fills whether their memory has room for all properties, and is filled before it is measured
 * @param saleDay the first night of the next sale, whoever plays it
 */
record ServiceEntrant(
        String name,
        List<ServerProcess> servers,
        Set<ServiceWorkload> workloads,
        Judge judge,
        boolean fills,
        AtomicInteger saleDay)
        implements Entrant {

    private static final int SEARCHERS = 64;
    private static final int BOOKERS = 256;
    private static final int FILLS_MAX = 20;
    private static final double FILLED_SHARE = 0.999;
    private static final Side SEARCHES = new Side(SEARCHERS, questions -> questions::property);
    private static final Side BOOKINGS = new Side(BOOKERS, questions -> questions::booking);

    /** Clients of a round, and what they ask. */
    private record Side(int clients, Function<Questions, Supplier<? extends Question>> asks) {}

    @Override
    public boolean plays(Workload workload) {
        return workload instanceof ServiceWorkload service && workloads.contains(service);
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        return switch (round.workload()) {
            case ServiceWorkload.PROPERTY -> search(round, Questions::property, null);
            case ServiceWorkload.PROPERTY_BUSY -> search(round, Questions::property, BOOKINGS);
            case ServiceWorkload.PROPERTIES -> search(round, Questions::properties, null);
            case ServiceWorkload.PROPERTIES_BUSY -> search(round, Questions::properties, BOOKINGS);
            case ServiceWorkload.ARRIVALS -> search(round, Questions::arrivals, null);
            case ServiceWorkload.ARRIVALS_BUSY -> search(round, Questions::arrivals, BOOKINGS);
            case ServiceWorkload.LOOKS_1000 -> play(round, new Side(round.clients(), it -> it.looks(1_000)), null);
            case ServiceWorkload.LOOKS_100 -> play(round, new Side(round.clients(), it -> it.looks(100)), null);
            case ServiceWorkload.BOOKINGS ->
                play(round, BOOKINGS, name.equals(ServiceEntrants.BESIDE) ? SEARCHES : null);
            case ServiceWorkload.SALE -> Sale.play(round, urls(), saleDay.getAndAdd(Load.STAY_NIGHTS), meter(round));
            case EngineWorkload other -> throw new IllegalArgumentException(other.label() + " is not for servers");
        };
    }

    private Measured search(BenchRound round, Function<Questions, Question.Read> search, @Nullable Side beside)
            throws InterruptedException {
        Side main = new Side(round.clients(), questions -> () -> search.apply(questions));
        Measured measured = play(round, main, beside);
        Questions samples = new Questions(round, "samples");
        judge.compare(urls(), () -> search.apply(samples));
        return measured;
    }

    /** Measures a side, while the other one asks at half of the rate that it reached alone just before. */
    private Measured play(BenchRound round, Side main, @Nullable Side beside) throws InterruptedException {
        Meter meter = meter(round);
        double rate = beside == null ? 0 : Math.max(1, rateAlone(round, beside, meter) / 2);
        boolean isSearched = beside != null || !main.equals(BOOKINGS);
        if (fills && isSearched) {
            fillMemory(round, meter);
        }
        Searches before = searches();
        Window window = new Window();
        List<Crowd> crowds = new ArrayList<>();
        try {
            crowds.add(crowd(round, main, "main", 0, window));
            if (beside != null) {
                crowds.add(crowd(round, beside, "beside", rate, window));
            }
            double seconds = Crowd.run(crowds, window, round.ramp(), round.window(), meter);
            Histogram micros = crowds.getFirst().micros();
            return new Measured(
                    micros.getTotalCount(),
                    seconds,
                    Latency.ofMicros(micros),
                    meter.programSeconds(),
                    meter.databaseSeconds(),
                    null,
                    searches().memoryShareSince(before),
                    beside == null ? null : crowds.getLast().micros().getTotalCount() / seconds,
                    beside == null ? null : rate);
        } finally {
            crowds.forEach(Crowd::close);
        }
    }

    /**
     * Searches until memory answers. After bookings without searches it reads the properties anew, which is not what
     * happens where searches never end.
     */
    private void fillMemory(BenchRound round, Meter meter) throws InterruptedException {
        Double share = null;
        for (int i = 0; i < FILLS_MAX && (share == null || share < FILLED_SHARE); i++) {
            Searches before = searches();
            Window window = new Window();
            try (Crowd crowd = crowd(round, SEARCHES, "fill-" + i, 0, window)) {
                double _ = Crowd.run(List.of(crowd), window, Duration.ZERO, round.ramp(), meter);
            }
            share = searches().memoryShareSince(before);
        }
    }

    private double rateAlone(BenchRound round, Side side, Meter meter) throws InterruptedException {
        Window window = new Window();
        try (Crowd crowd = crowd(round, side, "alone", 0, window)) {
            double seconds = Crowd.run(
                    List.of(crowd), window, round.ramp(), round.window().dividedBy(2), meter);
            return crowd.micros().getTotalCount() / seconds;
        }
    }

    private Crowd crowd(BenchRound round, Side side, String part, double perSecond, Window window) {
        Supplier<? extends Question> questions = side.asks().apply(new Questions(round, part));
        return new Crowd(urls(), side.clients(), questions, perSecond, window);
    }

    private Searches searches() throws InterruptedException {
        Searches sum = new Searches(0, 0);
        for (URI server : urls()) {
            sum = sum.plus(ServerMetrics.searches(server));
        }
        return sum;
    }

    private Meter meter(BenchRound round) {
        return Meter.of(
                round.database(), servers.stream().map(ServerProcess::handle).toList());
    }

    private List<URI> urls() {
        return servers.stream().map(ServerProcess::url).toList();
    }
}
