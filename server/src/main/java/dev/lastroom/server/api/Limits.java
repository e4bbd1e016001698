package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Capacity;
import dev.lastroom.server.edge.InFlight;
import dev.lastroom.server.netty.Connections;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The process's resources that could run out, with their use and limits. Thread-safe. */
record Limits(List<ResourceLimit> all) {

    /**
     * The limit of one resource.
     *
     * @param resource the resource
     * @param unit what {@code max} counts, in the plural
     */
    record ResourceLimit(String resource, String unit, LongSupplier used, long max) {

        private String text() {
            return unit.equals(BYTES)
                    ? String.format(Locale.ROOT, "%s %d MiB", resource, max / MEBIBYTE)
                    : String.format(Locale.ROOT, "%s %d", resource, max);
        }
    }

    private static final String BYTES = "bytes";
    private static final long MEBIBYTE = 1024 * 1024;

    static Limits of(
            Capacity capacity,
            BookingEngine engine,
            Connections connections,
            InFlight inFlight,
            Budget requests,
            Budget answers,
            EventFeed feed) {
        Runtime runtime = Runtime.getRuntime();
        return new Limits(List.of(
                new ResourceLimit("connections", "connections", connections::count, capacity.connections()),
                new ResourceLimit("requests", "requests", inFlight::count, capacity.connections()),
                new ResourceLimit("request-bytes", BYTES, requests::bytesTaken, requests.bytesMax()),
                new ResourceLimit("answer-bytes", BYTES, answers::bytesTaken, answers.bytesMax()),
                new ResourceLimit("streams", "streams", feed::followers, EventFeed.FOLLOWERS_MAX),
                new ResourceLimit("lane-queues", "commands", engine::queueDepth, engine.queueMax()),
                new ResourceLimit(
                        "heap", BYTES, () -> runtime.totalMemory() - runtime.freeMemory(), capacity.heapBytes()),
                new ResourceLimit(
                        "descriptors", "files", () -> Capacity.Means.now().descriptorsOpen(), capacity.descriptors())));
    }

    /** Registers metrics of how full each is. */
    void watch(MeterRegistry registry, Connections connections) {
        for (ResourceLimit limit : all) {
            Gauge.builder("lastroom.resource.used", limit, it -> it.used().getAsLong())
                    .description("How much of the resource is in use")
                    .tag("resource", limit.resource())
                    .tag("unit", limit.unit())
                    .register(registry);
            Gauge.builder("lastroom.resource.max", limit, ResourceLimit::max)
                    .description("How much of the resource there is")
                    .tag("resource", limit.resource())
                    .tag("unit", limit.unit())
                    .register(registry);
        }
        FunctionCounter.builder("lastroom.connections.refused", connections, Connections::refused)
                .description("Connections refused because their address had too many")
                .register(registry);
        FunctionCounter.builder("lastroom.connections.cut", connections, Connections::cut)
                .description("Connections cut because their client did not read what was sent")
                .register(registry);
    }

    /** Returns all limits on one line. */
    String line() {
        return all.stream().map(ResourceLimit::text).collect(Collectors.joining(", "));
    }
}
