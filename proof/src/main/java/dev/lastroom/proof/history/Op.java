package dev.lastroom.proof.history;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A client's command. All are immutable and thread-safe. */
public sealed interface Op {

    /**
     * Books rooms.
     *
     * @param nights the nights of the stay, in order
     * @param rooms how many rooms
     * @param key the idempotency key, given or derived
     * @param derived whether the key is derived, and so forgotten sooner
     * @param fingerprint what the key is bound to
     * @param at when the request was received
     * @param id the id of the booking, if this request makes it
     */
    record Book(
            List<NightKey> nights, int rooms, String key, boolean derived, String fingerprint, Instant at, BookingId id)
            implements Op {

        public Book {
            nights = List.copyOf(nights);
        }

        @Override
        public String toString() {
            return "book " + rooms + " of " + nightsText(nights) + " as " + shortened(id.value()) + " under "
                    + (derived ? "derived " + key.substring(0, 8) : key);
        }
    }

    /** Cancels a booking. */
    record Cancel(BookingId booking) implements Op {

        @Override
        public String toString() {
            return "cancel " + shortened(booking.value());
        }
    }

    /** Sets the number of rooms on each of the nights to {@code total}. */
    record SetTotal(List<NightKey> nights, int total) implements Op {

        public SetTotal {
            nights = List.copyOf(nights);
        }

        @Override
        public String toString() {
            return "set " + nightsText(nights) + " to " + total;
        }
    }

    /** Reads the counts of nights, all at one moment. */
    record Look(List<NightKey> nights) implements Op {

        public Look {
            nights = List.copyOf(nights);
        }

        @Override
        public String toString() {
            return "look at " + nightsText(nights);
        }
    }

    /** The digits of an id just before the hint, which tell the bookings of a run apart. */
    static String shortened(UUID id) {
        return id.toString().substring(19, 32);
    }

    private static String nightsText(List<NightKey> nights) {
        NightKey first = nights.getFirst();
        String rest = nights.size() == 1 ? "" : " to " + nights.getLast().date();
        return first.roomTypeId() + " " + first.date() + rest;
    }
}
