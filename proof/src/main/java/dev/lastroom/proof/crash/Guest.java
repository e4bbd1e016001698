package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.proof.stress.Seller;
import dev.lastroom.proof.stress.SellerAnswer;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Asks for bookings and cancels, and believes the answers. It notes an answer that contradicts an earlier one. For one
 * thread.
 */
public final class Guest {

    /** Errors that are expected while something is down. */
    private static final Pattern EXPECTED_TROUBLE = Pattern.compile(
            "No answer from .*|HTTP (409 (INVENTORY_LOCKED|CONCURRENCY_ABORT)|50[34] ).*", Pattern.DOTALL);

    /** Errors that promise that nothing happened. */
    private static final Pattern NOTHING_HAPPENED =
            Pattern.compile("HTTP (409|50[34]) (?!OUTCOME_UNKNOWN).*", Pattern.DOTALL);

    private final Seller seller;
    private final Notes notes;

    public Guest(Seller seller, Notes notes) {
        this.seller = seller;
        this.notes = notes;
    }

    /** Sends a booking, for the first time or again, and returns whether there was a usable answer. */
    public boolean book(WantedBooking wanted) {
        SellerAnswer answer = notes.request(() -> seller.book(wanted.book()));
        if (isExpectedTrouble(answer)) {
            if (mayHaveHappened(answer)) {
                wanted.mayBeBooked();
            }
            return false;
        }
        switch (answer.kind()) {
            case BOOKED -> booked(wanted, Objects.requireNonNull(answer.bookingId()), answer.replayed());
            case SOLD_OUT -> refused(wanted);
            case CANCELLED, CHANGED, WAITS, HOLD_EXPIRED, KEY_CONFLICT, TROUBLE ->
                notes.finding("Key " + wanted.key() + " got the answer " + answer.detail());
        }
        return true;
    }

    private void booked(WantedBooking wanted, BookingId id, boolean replayed) {
        if (wanted.refused()) {
            notes.finding("Key " + wanted.key() + " was booked after it was refused");
        }
        if (wanted.id() == null) {
            notes.acknowledged();
            if (replayed && wanted.booked() == WantedBooking.Done.NO) {
                notes.finding("Key " + wanted.key() + " was booked although the answer said that nothing happened");
            }
        } else if (!id.equals(wanted.id()) || !replayed) {
            notes.finding("Key " + wanted.key() + " got " + id + " instead of its first booking " + wanted.id());
        }
        wanted.isBooked(id);
    }

    private void refused(WantedBooking wanted) {
        if (wanted.id() != null) {
            notes.finding("Key " + wanted.key() + " was refused after it was booked as " + wanted.id());
        }
        wanted.isRefused();
    }

    /** Sends a cancel, for the first time or again, and returns whether there was a usable answer. */
    public boolean cancel(WantedBooking wanted) {
        BookingId id = Objects.requireNonNull(wanted.id());
        SellerAnswer answer =
                notes.request(() -> seller.cancel(id, wanted.book().userId()));
        if (isExpectedTrouble(answer)) {
            if (mayHaveHappened(answer)) {
                wanted.mayBeCancelled();
            }
            return false;
        }
        if (answer.kind() == Kind.CANCELLED) {
            cancelled(wanted, answer.replayed());
        } else {
            notes.finding("The cancel of " + wanted.key() + " got the answer " + answer.detail());
        }
        return true;
    }

    private void cancelled(WantedBooking wanted, boolean replayed) {
        switch (wanted.cancelled()) {
            case NO -> {
                notes.acknowledged();
                if (replayed) {
                    notes.finding(
                            "Key " + wanted.key() + " was cancelled although the answer said that nothing happened");
                }
            }
            case PERHAPS -> notes.acknowledged();
            case YES -> {
                if (!replayed) {
                    notes.finding("Key " + wanted.key() + " was cancelled a second time");
                }
            }
        }
        wanted.isCancelled();
    }

    private boolean isExpectedTrouble(SellerAnswer answer) {
        boolean expected = answer.kind() == Kind.TROUBLE
                && EXPECTED_TROUBLE.matcher(answer.detail()).matches();
        if (expected) {
            notes.unknown();
        }
        return expected;
    }

    private static boolean mayHaveHappened(SellerAnswer answer) {
        return !NOTHING_HAPPENED.matcher(answer.detail()).matches();
    }
}
