package dev.lastroom.bench.http;

import dev.lastroom.bench.database.Account;
import java.util.function.Supplier;

/** A request that a {@link Crowd} sends. */
interface Question {

    /** The whole request. */
    String text();

    /**
     * Takes an answer.
     *
     * @return whether it is right
     */
    boolean answered(int status, Supplier<String> body);

    /** A read of a path. */
    record Read(String path) implements Question {

        @Override
        public String text() {
            return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        }

        @Override
        public boolean answered(int status, Supplier<String> body) {
            return status == 200;
        }
    }

    /** A booking of one room, or a batch of them. */
    record Booking(Load load, String json) implements Question {

        private static final String CREATED = "\"statusCode\":201";

        @Override
        public String text() {
            return "POST " + load.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + json.length() + "\r\n\r\n" + json;
        }

        @Override
        public boolean answered(int status, Supplier<String> body) {
            return load.bookings() == 1 ? status == 201 : body.get().split(CREATED, -1).length - 1 == load.bookings();
        }
    }

    /** A booking that the account learns of. */
    record Accounted(Booking booking, Account account, int roomType, int day) implements Question {

        @Override
        public String text() {
            return booking.text();
        }

        @Override
        public boolean answered(int status, Supplier<String> body) {
            boolean isBooked = booking.answered(status, body);
            if (isBooked) {
                account.booked(roomType, day, Load.STAY_NIGHTS);
            }
            return isBooked;
        }
    }
}
