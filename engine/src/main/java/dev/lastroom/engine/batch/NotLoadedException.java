package dev.lastroom.engine.batch;

/** A decision has asked for a row that the footprint of its batch left out. The row may exist: nobody has looked. */
public final class NotLoadedException extends IllegalStateException {

    NotLoadedException(String row) {
        super(row + " was not loaded");
    }
}
