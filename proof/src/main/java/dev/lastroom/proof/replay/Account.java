package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts outcomes, and keeps the first that no history can explain. Thread-safe. */
final class Account {

    private final Set<Long> acceptedRows = ConcurrentHashMap.newKeySet();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder roomNights = new LongAdder();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    void booking(long row, Outcome<Booking> outcome) {
        if (outcome instanceof Done<Booking>(Booking booking, boolean replayed) && !replayed) {
            accepted.increment();
            acceptedRows.add(row);
            roomNights.add(booking.stay().nights());
        } else if (outcome instanceof Refused<Booking>(var reason, boolean replayed)
                && reason instanceof InsufficientInventory
                && !replayed) {
            refused.increment();
        } else {
            fault(row, "booking", outcome);
        }
    }

    /** A refused booking has nothing to confirm: the engine does not know it. */
    void confirm(long row, Outcome<Booking> ofBooking, Outcome<Booking> outcome) {
        if (outcome instanceof Done<Booking>(Booking _, boolean replayed)
                && !replayed
                && ofBooking instanceof Done<Booking>) {
            confirmed.increment();
        } else if (!(isUnknown(outcome) && ofBooking instanceof Refused<Booking>)) {
            fault(row, "confirmation", outcome);
        }
    }

    /** The cancel of a refused booking does not count: the engine does not know the booking. */
    void cancel(long row, Outcome<Booking> ofBooking, Outcome<Booking> outcome) {
        if (outcome instanceof Done<Booking>(Booking booking, boolean replayed)
                && !replayed
                && ofBooking instanceof Done<Booking>) {
            cancelled.increment();
            roomNights.add(-booking.stay().nights());
        } else if (!(isUnknown(outcome) && ofBooking instanceof Refused<Booking>)) {
            fault(row, "cancel", outcome);
        }
    }

    private static boolean isUnknown(Outcome<?> outcome) {
        return outcome instanceof Refused<?> refused && refused.reason() instanceof BookingNotFound;
    }

    private void fault(long row, String event, Outcome<?> outcome) {
        fault.compareAndSet(null, "the " + event + " of row " + row + " had the outcome " + outcome);
    }

    /** The first unexpected outcome, in words; null if there is none yet. */
    @Nullable
    String fault() {
        return fault.get();
    }

    /** The rows whose bookings were made. */
    Set<Long> acceptedRows() {
        return Set.copyOf(acceptedRows);
    }

    long confirmed() {
        return confirmed.sum();
    }

    long accepted() {
        return accepted.sum();
    }

    long refused() {
        return refused.sum();
    }

    long cancelled() {
        return cancelled.sum();
    }

    long roomNights() {
        return roomNights.sum();
    }
}
