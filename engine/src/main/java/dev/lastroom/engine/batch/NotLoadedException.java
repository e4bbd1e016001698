package dev.lastroom.engine.batch;

/** A decision has asked for a row that is missing from its batch's footprint. The row may exist: it was never read. */
public final class NotLoadedException extends IllegalStateException {

    NotLoadedException(String row) {
        super(row + " was not loaded");
    }
}
