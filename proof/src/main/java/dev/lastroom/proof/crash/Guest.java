package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.proof.stress.Answer;
import dev.lastroom.proof.stress.Answer.Kind;
import dev.lastroom.proof.stress.Hotel;
import java.util.Objects;
import java.util.regex.Pattern;

/** Sends wishes and believes the answers. It notes an answer that contradicts an earlier one. For one thread. */
public final class Guest {

    /** Errors that are expected while something is down. */
    private static final Pattern EXPECTED_TROUBLE = Pattern.compile(
            "No answer from .*|HTTP (409 (INVENTORY_LOCKED|CONCURRENCY_ABORT)|50[34] ).*", Pattern.DOTALL);

    /** Errors that promise that nothing happened. */
    private static final Pattern NOTHING_HAPPENED =
            Pattern.compile("HTTP (409|50[34]) (?!OUTCOME_UNKNOWN).*", Pattern.DOTALL);

    private final Hotel hotel;
    private final Notes notes;

    public Guest(Hotel hotel, Notes notes) {
        this.hotel = hotel;
        this.notes = notes;
    }

    /** Sends a booking, for the first time or again, and returns whether there was a usable answer. */
    public boolean book(Wish wish) {
        Answer answer = notes.request(() -> hotel.book(wish.book()));
        if (isExpectedTrouble(answer)) {
            if (mayHaveHappened(answer)) {
                wish.mayBeBooked();
            }
            return false;
        }
        switch (answer.kind()) {
            case BOOKED -> booked(wish, Objects.requireNonNull(answer.bookingId()), answer.replayed());
            case SOLD_OUT -> refused(wish);
            case CANCELLED, CHANGED, WAITS, HOLD_EXPIRED, KEY_CONFLICT, TROUBLE ->
                notes.finding("Key " + wish.key() + " got the answer " + answer.detail());
        }
        return true;
    }

    private void booked(Wish wish, BookingId id, boolean replayed) {
        if (wish.refused()) {
            notes.finding("Key " + wish.key() + " was booked after it was refused");
        }
        if (wish.id() == null) {
            notes.acknowledged();
            if (replayed && wish.booked() == Wish.Done.NO) {
                notes.finding("Key " + wish.key() + " was booked although the answer said that nothing happened");
            }
        } else if (!id.equals(wish.id()) || !replayed) {
            notes.finding("Key " + wish.key() + " got " + id + " instead of its first booking " + wish.id());
        }
        wish.isBooked(id);
    }

    private void refused(Wish wish) {
        if (wish.id() != null) {
            notes.finding("Key " + wish.key() + " was refused after it was booked as " + wish.id());
        }
        wish.isRefused();
    }

    /** Sends a cancel, for the first time or again, and returns whether there was a usable answer. */
    public boolean cancel(Wish wish) {
        BookingId id = Objects.requireNonNull(wish.id());
        Answer answer = notes.request(() -> hotel.cancel(id, wish.book().userId()));
        if (isExpectedTrouble(answer)) {
            if (mayHaveHappened(answer)) {
                wish.mayBeCancelled();
            }
            return false;
        }
        if (answer.kind() == Kind.CANCELLED) {
            cancelled(wish, answer.replayed());
        } else {
            notes.finding("The cancel of " + wish.key() + " got the answer " + answer.detail());
        }
        return true;
    }

    private void cancelled(Wish wish, boolean replayed) {
        switch (wish.cancelled()) {
            case NO -> {
                notes.acknowledged();
                if (replayed) {
                    notes.finding(
                            "Key " + wish.key() + " was cancelled although the answer said that nothing happened");
                }
            }
            case PERHAPS -> notes.acknowledged();
            case YES -> {
                if (!replayed) {
                    notes.finding("Key " + wish.key() + " was cancelled a second time");
                }
            }
        }
        wish.isCancelled();
    }

    private boolean isExpectedTrouble(Answer answer) {
        boolean expected = answer.kind() == Kind.TROUBLE
                && EXPECTED_TROUBLE.matcher(answer.detail()).matches();
        if (expected) {
            notes.unknown();
        }
        return expected;
    }

    private static boolean mayHaveHappened(Answer answer) {
        return !NOTHING_HAPPENED.matcher(answer.detail()).matches();
    }
}
