package dev.lastroom.proof.starvation;

import java.util.Locale;

/** A way to take more of a server than one's share. */
enum Round {
    /** Bookings, holds and places in line for the room type that everybody wants, and failed log-ins. */
    FLOODS,
    /** As many of the longest searches and largest pages as there are answers to. */
    READERS,
    /** Connections that ask for large answers and take none. */
    NON_READERS,
    /** As many streams of events as are let in, read and not. */
    STREAMS,
    /** Requests that begin and do not end. */
    SLOW_SENDERS;

    /** Whether its connections last for as long as the client likes, so that it must leave them when the round is over. */
    boolean leaves() {
        return this == STREAMS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
