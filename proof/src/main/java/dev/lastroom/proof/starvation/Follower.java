package dev.lastroom.proof.starvation;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An honest client that follows its owner's events, and reconnects when its stream ends. Thread-safe. */
final class Follower {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final int port;
    private final String key;
    private final LongAdder events = new LongAdder();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Wire open;

    Follower(int port, String key) {
        this.port = port;
        this.key = key;
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    private void follow() {
        while (!stopped) {
            try (Wire wire = new Wire(InetAddress.getLoopbackAddress(), port, PATIENCE)) {
                open = wire;
                wire.send(Wire.get("/v1/events/stream", key));
                for (String line = wire.readLine(); !stopped; line = wire.readLine()) {
                    if (line.startsWith("data: ")) {
                        events.increment();
                    }
                }
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** How many events it received. */
    long events() {
        return events.sum();
    }

    void stop() throws InterruptedException {
        stopped = true;
        Wire wire = open;
        if (wire != null) {
            wire.close();
        }
        thread.join();
    }
}
