package dev.lastroom.bench.run;

import dev.lastroom.bench.contender.EngineContender;
import dev.lastroom.bench.database.BenchDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Samples a run at regular times. Its fields are for its own thread, except for the list. */
final class Sampler implements AutoCloseable {

    private static final long MIB = 1024 * 1024;

    /** How often per interval the heap is read, to find it just after a collection. */
    private static final int HEAP_LOOKS = 20;

    private final BenchDatabase database;
    private final EngineContender contender;
    private final Recorder micros;
    private final Consumer<Sample> audience;
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sampler").daemon().factory());
    private final ScheduledFuture<?> schedule;
    private final long start = System.nanoTime();
    private final long checkpointsBefore;
    private long lastNanos = start;
    private long lastSwept;
    private long heapMin = Long.MAX_VALUE;
    private int looks;

    Sampler(
            BenchDatabase database,
            EngineContender contender,
            Recorder micros,
            Duration interval,
            Consumer<Sample> audience) {
        this.database = database;
        this.contender = contender;
        this.micros = micros;
        this.audience = audience;
        this.checkpointsBefore = database.checkpoints();
        long nanos = interval.toNanos() / HEAP_LOOKS;
        this.schedule = scheduler.scheduleAtFixedRate(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        heapMin = Math.min(
                heapMin,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        looks++;
        if (looks == HEAP_LOOKS) {
            note();
            looks = 0;
            heapMin = Long.MAX_VALUE;
        }
    }

    private void note() {
        long now = System.nanoTime();
        Histogram interval = micros.getIntervalHistogram();
        long swept = contender.keysSwept();
        double seconds = (now - lastNanos) / 1e9;
        Sample sample = new Sample(
                (now - start) / 1e9,
                interval.getTotalCount() / seconds,
                interval.getValueAtPercentile(99) / 1e3,
                heapMin / MIB,
                database.bytes() / MIB,
                (swept - lastSwept) / seconds,
                database.checkpoints() - checkpointsBefore);
        lastNanos = now;
        lastSwept = swept;
        samples.add(sample);
        audience.accept(sample);
    }

    /**
     * The samples, once it is closed.
     *
     * @throws IllegalStateException if a sample failed, so that the rest is missing
     */
    List<Sample> samples() {
        if (schedule.state() == Future.State.FAILED) {
            throw new IllegalStateException("the run could not be sampled", schedule.exceptionNow());
        }
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        schedule.cancel(false);
        scheduler.close();
    }
}
