package dev.lastroom.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/** Clients that each ask, wait for the answer, and ask again; and how long the answers took. */
public final class ClosedLoop {

    /** One percent: three digits for each of 1,024 clients would take most of the heap. */
    private static final int SIGNIFICANT_DIGITS_OF_EACH = 2;

    private static final int SIGNIFICANT_DIGITS = 3;

    private ClosedLoop() {}

    /** A client's repeated work, on its own thread. */
    @FunctionalInterface
    public interface Client {

        /** Asks once, and checks the answer; an exception ends the loop for all clients. */
        void ask();
    }

    /**
     * The measurements of a loop.
     *
     * @param micros how long the answers during the measurement took
     * @param seconds how long it was measured
     */
    public record LoopResult(Histogram micros, double seconds) {

        /** Percentiles of the answers. */
        public Measured.Latency latency() {
            return Measured.Latency.ofMicros(micros);
        }
    }

    private record Timed(Client client, Window window, Histogram micros) implements Runnable {

        @Override
        public void run() {
            try {
                while (!window.isOver()) {
                    long start = System.nanoTime();
                    client.ask();
                    long end = System.nanoTime();
                    window.answered();
                    if (window.isOpen()) {
                        micros.recordValue((end - start) / 1_000);
                    }
                }
            } catch (RuntimeException e) {
                window.fail(e);
            }
        }
    }

    /**
     * Runs all clients at once.
     *
     * @param ramp how long they ask before the measurement
     * @param window how long it is measured
     * @param meter is started and stopped with the measurement
     * @throws RuntimeException the exception of the first client that failed
     * @throws InterruptedException if the thread was interrupted
     */
    public static LoopResult play(List<? extends Client> clients, Duration ramp, Duration window, Meter meter)
            throws InterruptedException {
        Window measured = new Window();
        List<Timed> timed = clients.stream()
                .map(client -> new Timed(client, measured, new Histogram(SIGNIFICANT_DIGITS_OF_EACH)))
                .toList();
        double seconds;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            timed.forEach(threads::execute);
            seconds = measured.measure(ramp, window, meter);
        }
        measured.check();
        Histogram all = new Histogram(SIGNIFICANT_DIGITS);
        timed.forEach(t -> all.add(t.micros()));
        return new LoopResult(all, seconds);
    }
}
