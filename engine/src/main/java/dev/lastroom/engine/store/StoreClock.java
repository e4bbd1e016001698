package dev.lastroom.engine.store;

import java.time.Instant;

/** The clock of a database, which all servers on it share. Thread-safe. */
@FunctionalInterface
public interface StoreClock {

    /**
     * Reads the time.
     *
     * @throws StoreException if the database does not answer
     */
    Sample read();

    /**
     * The clock's time at some moment between question and answer.
     *
     * @param time the clock's time
     * @param sent this machine's {@link System#nanoTime} before the question was sent
     * @param received the same once the answer was there
     */
    record Sample(Instant time, long sent, long received) {

        public Sample {
            if (received - sent < 0) {
                throw new IllegalArgumentException("received must not be before sent");
            }
        }
    }
}
