package dev.lastroom.engine.batch;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;

/** Reads for a batch until nothing more is needed. No other code does. */
public final class Loop {

    /** How many looks a batch takes before it fails because of conflicts with others. */
    public static final int LOOKS_MAX = 10;

    private Loop() {}

    /**
     * Everything that a batch is decided on.
     *
     * @param needs what was read
     * @param found what was true when it was read
     */
    public record Loaded(Needs needs, Known found, WorkingSet working) {}

    /**
     * Reads all that the batch of {@code footprint} needs.
     *
     * @throws StoreException if others changed it during every look
     */
    public static <E extends Exception> Loaded load(Footprint footprint, Reading<E> reading) throws E {
        Known known = reading.peek(footprint);
        for (int look = 0; look < LOOKS_MAX; look++) {
            Needs needs = new Needs(footprint, known);
            WorkingSet working = reading.working();
            Known found = reading.read(needs, working);
            boolean isAsKnown = found.equals(known);
            Needs needed = isAsKnown ? needs : new Needs(footprint, found);
            if (isAsKnown || needs.cover(needed)) {
                working.asks(needs);
                if (!isAsKnown) {
                    working.asks(needed);
                }
                return new Loaded(needs, found, working);
            }
            known = reading.lookAgain(footprint, found);
        }
        throw new StoreException(
                Failure.CONCURRENCY_ABORT, "Bookings changed while their nights were being locked", null);
    }
}
