package dev.lastroom.bench.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server's own metrics. */
final class ServerMetrics {

    private static final String ANSWERED = "lastroom_command_latency_seconds_count ";
    private static final String WAITING = "lastroom_queue_depth ";
    private static final String FROM_MEMORY = "lastroom_searches_total{source=\"memory\"} ";
    private static final String FROM_DATABASE = "lastroom_searches_total{source=\"database\"} ";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 300;

    private ServerMetrics() {}

    private record Seen(double answered, double waiting) {

        boolean isQuiet() {
            return waiting == 0;
        }
    }

    /** Searches so far, by what answered them. */
    record Searches(double fromMemory, double fromDatabase) {

        Searches plus(Searches other) {
            return new Searches(fromMemory + other.fromMemory, fromDatabase + other.fromDatabase);
        }

        /** The share that memory answered since; null if there was no search. */
        @Nullable
        Double memoryShareSince(Searches before) {
            double memory = fromMemory - before.fromMemory;
            double all = memory + fromDatabase - before.fromDatabase;
            return all == 0 ? null : memory / all;
        }
    }

    /**
     * Waits until a server has carried out the requests of clients that have gone: nothing waits, and nothing was
     * answered between two looks.
     */
    static void awaitQuiet(URI server) throws InterruptedException {
        Seen before = look(server);
        for (int i = 0; i < LOOKS_MAX; i++) {
            Thread.sleep(LOOK);
            Seen now = look(server);
            if (now.isQuiet() && now.equals(before)) {
                return;
            }
            before = now;
        }
        throw new IllegalStateException("the server does not become idle: " + before);
    }

    private static Seen look(URI server) throws InterruptedException {
        String metrics = metrics(server);
        return new Seen(value(metrics, ANSWERED), value(metrics, WAITING));
    }

    /** How many searches a server has answered. */
    static Searches searches(URI server) throws InterruptedException {
        String metrics = metrics(server);
        return new Searches(value(metrics, FROM_MEMORY), value(metrics, FROM_DATABASE));
    }

    private static String metrics(URI server) throws InterruptedException {
        return Calls.get(server, "/metrics");
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no metric " + name));
    }
}
