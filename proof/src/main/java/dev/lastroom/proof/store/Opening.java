package dev.lastroom.proof.store;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Command;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.booking.Outcome.Refused;

/** What must succeed before a trial begins. */
public final class Opening {

    private Opening() {}

    /** Carries out a command that opens a hotel. */
    public static void carryOut(BookingEngine engine, Command<?> command) {
        check(engine.submit(command));
    }

    /**
     * Goes on only if a hotel was opened so.
     *
     * @throws IllegalStateException if the command was refused or failed
     */
    public static void check(Outcome<?> outcome) {
        if (outcome instanceof Failed || outcome instanceof Refused) {
            throw new IllegalStateException("The hotel cannot be opened: " + outcome);
        }
    }
}
