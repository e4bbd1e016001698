package dev.lastroom.proof.history;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import java.util.List;

/** An answer to a client. All are immutable and thread-safe. */
public sealed interface ClientAnswer {

    /** Booked, by this request or by an earlier one under the same key. */
    record Booked(BookingId id, boolean replayed) implements ClientAnswer {

        @Override
        public String toString() {
            return "booked " + Op.shortened(id.value()) + (replayed ? ", replayed" : "");
        }
    }

    /** Refused: this night has too few rooms. */
    record Full(NightKey night, int available, boolean replayed) implements ClientAnswer {

        @Override
        public String toString() {
            return "refused, " + available + " available on " + night.date() + (replayed ? ", replayed" : "");
        }
    }

    /** Refused: the key is bound to another request. */
    record KeyConflict() implements ClientAnswer {}

    /** Cancelled, by this request or before. */
    record Cancelled(boolean replayed) implements ClientAnswer {}

    /** There is no such booking. */
    record NotFound() implements ClientAnswer {}

    /** The nights now have the number of rooms asked for. */
    record TotalSet() implements ClientAnswer {}

    /** Refused: more rooms are booked on some night. */
    record BelowBooked() implements ClientAnswer {}

    /** The counts of the nights. */
    record Seen(List<NightCount> counts) implements ClientAnswer {

        public Seen {
            counts = List.copyOf(counts);
        }
    }

    /** The machinery failed, and said that nothing happened. */
    record NothingHappened(String why) implements ClientAnswer {}

    /** The client got no answer: the command may have happened or not. */
    record Unknown() implements ClientAnswer {}
}
