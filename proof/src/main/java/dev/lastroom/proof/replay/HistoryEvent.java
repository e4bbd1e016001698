package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Stay;
import java.time.LocalDate;

/** Something that happened to a booking of the history. Immutable and thread-safe. */
public sealed interface HistoryEvent {

    /** The day on which it happened. */
    LocalDate day();

    /** The row of the file it comes from, 1 for the first after the header. */
    long row();

    /**
     * A room was asked for.
     *
     * @param came whether the guest came in the end
     */
    record Books(LocalDate day, long row, Stay stay, boolean came) implements HistoryEvent {}

    /** The booking of the same row was cancelled. */
    record Cancels(LocalDate day, long row) implements HistoryEvent {}
}
