package dev.lastroom.proof.starvation;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Honest clients that book, cancel and search without hurry. They send a refused or broken request again, a booking
 * under the same key, until it is answered. Thread-safe.
 */
final class Guests {

    /** How many there are. */
    static final int GUESTS = 4;

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StarvedHotel hotel;
    private final int port;
    private final String key;
    private final Notes notes;
    private final AtomicLong users = new AtomicLong();
    private final LongAdder booked = new LongAdder();
    private final LongAdder found = new LongAdder();
    private final List<Thread> threads;
    private volatile boolean stopped;

    Guests(StarvedHotel hotel, int port, String key, Notes notes, SplittableRandom random) {
        this.hotel = hotel;
        this.port = port;
        this.key = key;
        this.notes = notes;
        this.threads = IntStream.range(0, GUESTS)
                .mapToObj(_ -> random.split())
                .map(own -> Thread.ofVirtual().start(() -> new Guest(own).act()))
                .toList();
    }

    /** How many bookings were acknowledged. */
    long booked() {
        return booked.sum();
    }

    /** How many searches were answered. */
    long found() {
        return found.sum();
    }

    /** Returns when each client has its last answer. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private record Stay(String bookingId, String user) {}

    /** One honest client. For one thread. */
    private final class Guest {

        private final SplittableRandom random;
        private final List<Stay> mine = new ArrayList<>();
        private @Nullable Wire wire;

        Guest(SplittableRandom random) {
            this.random = random;
        }

        void act() {
            while (!stopped) {
                switch (random.nextInt(4)) {
                    case 0 -> search();
                    case 1 -> cancel();
                    default -> book();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            disconnect();
        }

        private void search() {
            if (untilAnswered(Wire.get(hotel.search(random.nextInt(hotel.nights())), key)) != null) {
                found.increment();
            }
        }

        private void book() {
            String user = "guest-" + users.incrementAndGet();
            String wanted = hotel.booking(user, random.nextInt(hotel.nights()));
            Reply reply = untilAnswered(Wire.post("/v1/bookings", key, wanted));
            if (reply != null) {
                String id = reply.text("/bookingId");
                notes.booked(id, user);
                booked.increment();
                mine.add(new Stay(id, user));
            }
        }

        private void cancel() {
            if (!mine.isEmpty()) {
                Stay stay = mine.remove(random.nextInt(mine.size()));
                String body = "{\"userId\":\"" + stay.user + "\"}";
                if (untilAnswered(Wire.post("/v1/bookings/" + stay.bookingId + "/cancel", key, body)) != null) {
                    notes.cancelled(stay.bookingId);
                }
            }
        }

        /** Returns null if the client gave up because the run is over. */
        private @Nullable Reply untilAnswered(String request) {
            long start = System.nanoTime();
            try {
                do {
                    Reply reply = exchange(request);
                    if (reply != null && reply.isSuccess()) {
                        return reply;
                    }
                    if (reply != null && reply.status() != 429 && reply.status() < 500) {
                        notes.find("An honest client was told " + reply);
                        return null;
                    }
                    notes.keptWaiting(reply == null ? "nothing" : reply.status() + " " + reply.text("/message"));
                    // Retry-After says how long to wait.
                    LockSupport.parkNanos(
                            Duration.ofMillis(500 + random.nextInt(500)).toNanos());
                } while (!stopped);
                return null;
            } finally {
                notes.waited(System.nanoTime() - start);
            }
        }

        private @Nullable Reply exchange(String request) {
            notes.sent();
            try {
                Wire connected = wire;
                if (connected == null) {
                    connected = new Wire(InetAddress.getLoopbackAddress(), port, PATIENCE);
                    wire = connected;
                }
                Reply reply = connected.exchange(request);
                if (reply.isLast()) {
                    disconnect();
                }
                return reply;
            } catch (IOException e) {
                disconnect();
                return null;
            }
        }

        private void disconnect() {
            if (wire != null) {
                wire.close();
                wire = null;
            }
        }
    }
}
