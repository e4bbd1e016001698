package dev.lastroom.proof.starvation;

import dev.lastroom.engine.event.EventId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One client, with its own key and address, that takes as much as it can get. It attacks from many threads. Each makes
 * one attempt after another until it is told to rest. Thread-safe.
 */
final class Adversary {

    /** Larger than all buffers between a server and a client that reads nothing. */
    private static final String LARGE_FILE = "/docs/swagger-ui/swagger-ui-bundle.js";

    private static final String STREAM = "/v1/events/stream?after=" + EventId.START;
    private static final int ANSWERS = 3;
    private static final Duration HOLD = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StarvedHotel hotel;
    private final InetAddress from;
    private final int port;
    private final String key;
    private final Notes notes;
    private final SplittableRandom random;
    private final AtomicLong users = new AtomicLong();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Wire> open = new ConcurrentLinkedQueue<>();
    private volatile boolean resting;

    Adversary(StarvedHotel hotel, InetAddress from, int port, String key, Notes notes, SplittableRandom random) {
        this.hotel = hotel;
        this.from = from;
        this.port = port;
        this.key = key;
        this.notes = notes;
        this.random = random;
    }

    /** One attempt of one thread, which may end in any way. */
    @FunctionalInterface
    private interface Move {
        void make(SplittableRandom own) throws IOException;
    }

    private void attack(int times, Move move) {
        for (int i = 0; i < times; i++) {
            SplittableRandom own = random.split();
            threads.add(Thread.ofVirtual().start(() -> {
                while (!resting) {
                    try {
                        move.make(own);
                    } catch (IOException e) {
                        // Cut off, or not let in: make the next attempt.
                        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    }
                }
            }));
        }
    }

    /** Begins an attack, which continues until {@link #rest}. */
    void begin(Attack attack) {
        resting = false;
        switch (attack) {
            case FLOODS -> {
                attack(16, own -> ask(own, this::flood));
                attack(4, own -> ask(own, _ -> Wire.get("/v1/bookings", "guessed-" + own.nextLong())));
            }
            case READERS -> attack(32, own -> ask(own, this::longAnswer));
            case NON_READERS -> attack(150, own -> neverRead(own.nextInt(4) > 0 ? LARGE_FILE : "/v1/events?limit=200"));
            case STREAMS -> {
                attack(40, _ -> readStream());
                attack(40, _ -> neverRead(STREAM));
                attack(2, own -> ask(own, this::book));
            }
            case SLOW_SENDERS -> {
                attack(30, _ -> hold(Wire.head("GET /v1/bookings", key)));
                attack(30, _ -> hold(halfPost("/v1/bookings/batch", null, 1024 * 1024)));
                // Large ones, and small ones that take what these have left.
                attack(60, own -> hold(halfPost("/v1/bookings/batch", key, 1024 << own.nextInt(11))));
            }
        }
    }

    private static String halfPost(String path, @Nullable String key, int length) {
        return Wire.head("POST " + path, key) + "Content-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n{";
    }

    /** A question that one thread asks again and again. */
    @FunctionalInterface
    private interface Question {
        String next(SplittableRandom own);
    }

    private void ask(SplittableRandom own, Question question) throws IOException {
        try (Wire wire = connect()) {
            Reply reply;
            do {
                reply = wire.exchange(question.next(own));
                notes.attacked();
                if (reply.isRefusal()) {
                    notes.refused(reply);
                }
            } while (!resting && !reply.isLast());
        }
    }

    private String flood(SplittableRandom own) {
        return switch (own.nextInt(6)) {
            case 0 -> Wire.post("/v1/bookings", key, hotel.hold("greedy", own.nextInt(hotel.nights())));
            case 1 -> Wire.post("/v1/waitlist", key, hotel.join(user(), own.nextInt(hotel.nights())));
            case 2 -> Wire.get("/v1/properties", key);
            default -> book(own);
        };
    }

    private String book(SplittableRandom own) {
        return Wire.post("/v1/bookings", key, hotel.booking(user(), own.nextInt(hotel.nights())));
    }

    private String user() {
        return "adversary-" + users.incrementAndGet();
    }

    private String longAnswer(SplittableRandom own) {
        List<String> answers = hotel.longAnswers();
        // Mostly the one that takes longest.
        return Wire.get(answers.get(Math.max(0, own.nextInt(2 * answers.size()) - answers.size())), key);
    }

    private void neverRead(String path) throws IOException {
        hold(Wire.get(path, key).repeat(ANSWERS));
    }

    /** Sends something, then neither sends the rest nor reads; the connection stays until {@link #forget}. */
    private void hold(String request) throws IOException {
        Wire wire = connect();
        open.add(wire);
        wire.send(request);
        notes.attacked();
        LockSupport.parkNanos(HOLD.toNanos());
    }

    private void readStream() throws IOException {
        try (Wire wire = connect()) {
            open.add(wire);
            Reply reply = wire.exchange(Wire.get(STREAM, key));
            notes.attacked();
            if (reply.isRefusal()) {
                notes.refused(reply);
            }
            while (reply.isSuccess() && !resting) {
                String _ = wire.readLine();
            }
        }
    }

    private Wire connect() throws IOException {
        return new Wire(from, port, PATIENCE);
    }

    /** Stops asking. It still does not read what it asked for, unless the attack is one that leaves. */
    void rest(Attack attack) {
        resting = true;
        if (attack.leaves()) {
            open.forEach(Wire::close);
        }
    }

    /** Books a little, so that streams have something to send and the server notices that their clients have gone. */
    void murmur() throws IOException {
        try (Wire wire = connect()) {
            Reply _ = wire.exchange(book(random));
        }
    }

    /** Closes all connections of the attack. */
    void forget() throws InterruptedException {
        open.forEach(Wire::close);
        open.clear();
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /** Rests and forgets, whatever the attack. */
    void end() throws InterruptedException {
        resting = true;
        forget();
    }
}
