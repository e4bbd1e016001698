package dev.lastroom.engine.booking;

import java.util.Arrays;

/** Where a booking is in its life. How it gets from one to the next stands in {@link Transition}. */
public enum BookingStatus {
    /** It has its rooms, for as long as its hold lasts if it is one. */
    PROVISIONAL,
    /** The guest will come. */
    CONFIRMED,
    /** The guest is there. */
    CHECKED_IN,
    /** The guest has left. */
    CHECKED_OUT,
    /** Left, and all is settled. */
    COMPLETED,
    /** Its rooms were given back. */
    CANCELLED,
    /** Its hold ended before it was confirmed; its rooms were given back. */
    EXPIRED,
    /** The guest did not come; the nights from then on were given back. */
    NO_SHOW;

    /**
     * Finds the status of a name.
     *
     * @throws IllegalArgumentException naming all there are, if none has this name
     */
    public static BookingStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + Arrays.toString(values())));
    }
}
