package dev.lastroom.engine.batch;

/**
 * How a store reads for one batch, as {@link Loop} asks it to. One object reads for one transaction.
 *
 * @param <E> what reading may fail with
 */
public interface Reading<E extends Exception> {

    /** What is known before anything is locked: the bookings, groups, allotments and entries that the batch names. */
    Known peek(Footprint footprint) throws E;

    /**
     * Locks and reads what is needed, in lock order, and gives what is true from then on: what {@link #peek} gives, the
     * holds that have lapsed, the releases that are due, and, where the needs say so, those in line who may come to fit. It also reads
     * the allotments of all these, and what the keys stand for.
     *
     * @param working where the rows go
     */
    Known read(Needs needs, WorkingSet working) throws E;

    /** Where the rows of the next look go: what was read before is among them if it is locked already. */
    WorkingSet working();

    /**
     * Prepares for another look, since what was found needs more than was read. A store in which nobody else can write
     * keeps what it has. Any other ends its transaction, because it would lock out of order, and begins anew.
     *
     * @return what is known for the next look
     */
    Known lookAgain(Footprint footprint, Known found) throws E;
}
