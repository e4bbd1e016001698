package dev.lastroom.engine.booking;

import java.util.Arrays;

/** A booking's status. {@link Transition} lists the steps between them. */
public enum BookingStatus {
    /** The booking has its rooms; a hold has them until it ends. */
    PROVISIONAL,
    /** The guest will come. */
    CONFIRMED,
    /** The guest has arrived. */
    CHECKED_IN,
    /** The guest has left. */
    CHECKED_OUT,
    /** The guest has left, and everything is settled. */
    COMPLETED,
    /** Its rooms were given back. */
    CANCELLED,
    /** Its hold ended before it was confirmed; its rooms were given back. */
    EXPIRED,
    /** The guest did not come; the nights from then on were given back. */
    NO_SHOW;

    /**
     * Finds a status by its name.
     *
     * @throws IllegalArgumentException naming all statuses, if none has this name
     */
    public static BookingStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + Arrays.toString(values())));
    }
}
