package dev.lastroom.engine.store;

import java.time.Instant;

/** The clock of a database, which all servers on it share. Thread-safe. */
@FunctionalInterface
public interface StoreClock {

    /**
     * Asks it for the time.
     *
     * @throws StoreException if the database does not answer
     */
    Sample read();

    /**
     * What it said at some moment between sending the question and receiving the answer.
     *
     * @param time what it said
     * @param sent this machine's {@link System#nanoTime} before the question was sent
     * @param received the same once the answer was there
     */
    record Sample(Instant time, long sent, long received) {

        public Sample {
            if (received - sent < 0) {
                throw new IllegalArgumentException("received before it was sent");
            }
        }
    }
}
