package dev.lastroom.engine.batch;

/**
 * How a store reads for one batch, as {@link Loop} requires. One object reads for one transaction.
 *
 * @param <E> what reading may fail with
 */
public interface Reading<E extends Exception> {

    /** The rows known before anything is locked: the bookings, groups, allotments and entries that the batch names. */
    Known peek(Footprint footprint) throws E;

    /**
     * Locks and reads what is needed, in lock order, and gives what is true from then on: what {@link #peek} gives, the
     * lapsed holds, the due releases and, if the needs say so, the entries in line that may come to fit. It also reads
     * the allotments of all these, and what the keys stand for.
     *
     * @param working where the rows go
     */
    Known read(Needs needs, WorkingSet working) throws E;

    /** Where the rows of the next look go. Rows read before are among them if they are already locked. */
    WorkingSet working();

    /**
     * Prepares for another look, because what was found needs more rows than were read. A store with no other writers
     * keeps its rows. Any other store ends its transaction, since it would lock out of order, and begins a new one.
     *
     * @return what is known for the next look
     */
    Known lookAgain(Footprint footprint, Known found) throws E;
}
