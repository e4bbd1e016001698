package dev.lastroom.proof.starvation;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The view of a load balancer and a scraper, each time on a new connection. Thread-safe. */
final class Probe {

    /** The resources that the adversary takes and the server must get back. */
    static final Map<String, Integer> TAKEN = Map.of(
            // The connections of the guests, a probe and a stream.
            "connections", Guests.GUESTS + 3,
            // The stream, and the request that asks.
            "requests", 2,
            "streams", 1,
            "request-bytes", 0,
            "answer-bytes", 0,
            "lane-queues", 0);

    private static final Pattern USED =
            Pattern.compile("lastroom_resource_used\\{resource=\"([\\w-]+)\".*?} ([0-9.E]+)");
    private static final Duration EVERY = Duration.ofMillis(100);

    private final int port;
    private final Duration patience;
    private final Notes notes;
    private final LongAdder wrong = new LongAdder();
    private final Thread thread;
    private volatile boolean stopped;

    /** @param patience how long it waits for an answer */
    Probe(int port, Duration patience, Notes notes) {
        this.port = port;
        this.patience = patience;
        this.notes = notes;
        this.thread = Thread.ofVirtual().start(this::look);
    }

    private void look() {
        while (!stopped) {
            for (String path : new String[] {"/healthz", "/readyz"}) {
                long start = System.nanoTime();
                if (!isWell(path, start)) {
                    wrong.increment();
                }
                notes.probed(System.nanoTime() - start);
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    /** Like real probes, it asks again if a connection breaks: a busy server may cut one that it was slow to read. */
    private boolean isWell(String path, long start) {
        while (true) {
            try {
                return ask(path).isSuccess();
            } catch (IOException e) {
                if (stopped || System.nanoTime() - start > patience.toNanos()) {
                    return stopped;
                }
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private Reply ask(String path) throws IOException {
        try (Wire wire = new Wire(InetAddress.getLoopbackAddress(), port, patience)) {
            return wire.exchange(Wire.get(path, null));
        }
    }

    /** How many probes since the last call got no answer in time, or a status other than 200. */
    long wrong() {
        return wrong.sumThenReset();
    }

    /** How much of each resource is used; empty if there is no answer. */
    Map<String, Double> used() {
        Map<String, Double> used = new HashMap<>();
        try {
            Matcher line = USED.matcher(ask("/metrics").body());
            while (line.find()) {
                used.put(line.group(1), Double.valueOf(line.group(2)));
            }
        } catch (IOException e) {
            // It looks again.
        }
        return used;
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
