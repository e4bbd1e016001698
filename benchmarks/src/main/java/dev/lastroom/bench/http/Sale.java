package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.http.Question.Accounted;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Window;
import dev.lastroom.engine.booking.Stay;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All clients at once ask for the last rooms of the same nights. Everybody learns whether they have one, and every room
 * is sold. A server that is too busy says so; then a client asks again when it was told to.
 */
final class Sale {

    private static final int ROOMS = 100;

    /** As the answer says. */
    private static final long RETRY_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BenchRound round;
    private final BenchHotel hotel;
    private final Questions questions;
    private final Window window = new Window();
    private final Deque<Wish> putOff = new ArrayDeque<>();
    private int asked;
    private int decided;
    private int sold;

    private Sale(BenchRound round) {
        this.round = round;
        this.hotel = round.database().hotel();
        this.questions = new Questions(round, "sale");
    }

    /**
     * Holds one.
     *
     * @param day the first of its two nights, which nobody has booked yet
     */
    static Measured play(BenchRound round, List<URI> servers, int day, Meter meter) throws InterruptedException {
        return new Sale(round).play(servers, day, meter);
    }

    private Measured play(List<URI> servers, int day, Meter meter) throws InterruptedException {
        Stay nights = hotel.stay(day, Load.STAY_NIGHTS);
        String inventory =
                String.format("{\"from\":\"%s\",\"to\":\"%s\",\"totalRooms\":%d}", nights.start(), nights.end(), ROOMS);
        Calls.put(servers.getFirst(), "/v1/room-types/" + hotel.roomType(hotel.hot()) + "/inventory", inventory);
        try (Crowd crowd = new Crowd(servers, round.clients(), () -> next(day), 0, window)) {
            meter.start();
            long start = System.nanoTime();
            window.open();
            crowd.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            meter.stop();
            window.check();
            if (sold != Math.min(ROOMS, asked)) {
                throw new ContenderFailedException(asked + " clients were sold " + sold + " of the last rooms", null);
            }
            return new Measured(
                    crowd.answered(),
                    seconds,
                    Latency.ofMicros(crowd.micros()),
                    meter.programSeconds(),
                    meter.databaseSeconds(),
                    null);
        }
    }

    private @Nullable Wish next(int day) {
        if (asked < round.clients()) {
            asked++;
            return new Wish(questions.booking(hotel.hot(), day));
        }
        Wish again = putOff.peek();
        return again == null || again.due > System.nanoTime() ? null : putOff.remove();
    }

    /** A client's wish for one of the rooms: it is sold to them, or they are told that none is left. */
    private final class Wish implements Question {

        private final Accounted booking;
        private long due;

        Wish(Accounted booking) {
            this.booking = booking;
        }

        @Override
        public String text() {
            return booking.text();
        }

        @Override
        public boolean answered(int status, Supplier<String> body) {
            if (status == 503 && body.get().contains("\"retryable\":true")) {
                due = System.nanoTime() + RETRY_AFTER_NANOS;
                putOff.add(this);
                return true;
            }
            boolean isSold = booking.answered(status, body);
            sold += isSold ? 1 : 0;
            decided++;
            if (decided == round.clients()) {
                window.end();
            }
            return isSold || (status == 409 && body.get().contains("INSUFFICIENT_INVENTORY"));
        }
    }
}
