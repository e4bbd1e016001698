package dev.lastroom.bench.contender;

import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import java.util.OptionalDouble;
import java.util.UUID;

/** One way to book. Thread-safe: all clients call it at once. */
public interface Contender extends AutoCloseable {

    /** The part of an answer that clients need. */
    sealed interface ContenderAnswer {

        /**
         * The rooms are booked.
         *
         * @param replayed whether an earlier request with this key booked them
         */
        record Booked(UUID bookingId, UserId userId, boolean replayed) implements ContenderAnswer {}

        /** There are too few rooms. */
        record Refused() implements ContenderAnswer {}

        /** The booking is cancelled. */
        record Cancelled() implements ContenderAnswer {}
    }

    /**
     * Books, and returns when the booking is durable.
     *
     * @throws ContenderFailedException if it failed: no contender may fail in a run that counts
     */
    ContenderAnswer book(Book book);

    /**
     * Cancels, and returns when the cancel is durable.
     *
     * @throws ContenderFailedException if it failed
     */
    ContenderAnswer cancel(ContenderAnswer.Booked booking);

    /** The average number of commands in a transaction; empty if each has its own transaction. */
    default OptionalDouble batchSize() {
        return OptionalDouble.empty();
    }

    @Override
    void close();
}
