package dev.lastroom.proof.replay;

import dev.lastroom.engine.booking.Stay;
import java.time.LocalDate;

/** An event of one booking of the history. Immutable and thread-safe. */
public sealed interface HistoryEvent {

    /** The day on which it happened. */
    LocalDate day();

    /** The row of the file it comes from; 1 is the first after the header. */
    long row();

    /**
     * A request for a room.
     *
     * @param came whether the guest came in the end
     */
    record Books(LocalDate day, long row, Stay stay, boolean came) implements HistoryEvent {}

    /** The cancel of the same row's booking. */
    record Cancels(LocalDate day, long row) implements HistoryEvent {}
}
