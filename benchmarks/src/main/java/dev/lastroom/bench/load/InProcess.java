package dev.lastroom.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.lastroom.bench.contender.Contender;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A contender in this process. Each round opens it anew, so that no round has the caches or the connections of another.
 *
 * @param name its name
 * @param open opens it on a database
 */
public record InProcess(String name, Function<BenchDatabase, Contender> open) implements Entry {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public boolean plays(Workload workload) {
        return true;
    }

    @Override
    public Measured play(Round round) throws InterruptedException {
        Window window = new Window();
        Zipf zipf = new Zipf(round.database().hotel().ordinaryRoomTypes());
        try (Contender contender = open.apply(round.database())) {
            List<Guest> guests = IntStream.range(0, round.clients())
                    .mapToObj(i -> new Guest(round, contender, window, zipf, i))
                    .toList();
            Watched watched;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                guests.forEach(threads::execute);
                watched = watch(round, contender, window);
            }
            RuntimeException failure = window.failure();
            if (failure != null) {
                throw new ContenderFailedException(name + ": " + failure.getMessage(), failure);
            }
            return watched.measured(guests);
        }
    }

    private static Watched watch(Round round, Contender contender, Window window) throws InterruptedException {
        try {
            sleep(round.ramp(), window);
            contender.takeBatchSize();
            Optional<Duration> databaseBefore = round.database().cpu();
            long ownBefore = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            window.open();
            sleep(round.window(), window);
            window.close();
            long end = System.nanoTime();
            long own = SYSTEM.getProcessCpuTime() - ownBefore;
            Optional<Duration> database = round.database().cpu().flatMap(after -> databaseBefore.map(after::minus));
            return new Watched((end - start) / 1e9, own / 1e9, seconds(database), contender.takeBatchSize());
        } finally {
            window.end();
        }
    }

    /** A client that fails ends the round at once. */
    private static void sleep(Duration time, Window window) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !window.isOver(); left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, 50_000_000)));
        }
    }

    private static @Nullable Double seconds(Optional<Duration> time) {
        return time.map(t -> t.toNanos() / 1e9).orElse(null);
    }

    private record Watched(
            double seconds, double ownCpuSeconds, @Nullable Double databaseCpuSeconds, OptionalDouble batchSize) {

        Measured measured(List<Guest> guests) {
            Histogram all = new Histogram(3);
            guests.forEach(guest -> all.add(guest.micros()));
            return new Measured(
                    all.getTotalCount(),
                    seconds,
                    Measured.Latency.ofMicros(all),
                    ownCpuSeconds,
                    databaseCpuSeconds,
                    batchSize.isPresent() ? batchSize.getAsDouble() : null);
        }
    }
}
