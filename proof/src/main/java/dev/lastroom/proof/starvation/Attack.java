package dev.lastroom.proof.starvation;

import java.util.Locale;

/** A way to take more than one's share of a server. */
enum Attack {
    /** Bookings, holds and waitlist entries for the room type that everybody wants, and failed log-ins. */
    FLOODS,
    /** As many of the longest searches and largest pages as the server answers. */
    READERS,
    /** Connections that ask for large answers and read none. */
    NON_READERS,
    /** As many event streams as the server accepts, read and unread. */
    STREAMS,
    /** Requests that begin and do not end. */
    SLOW_SENDERS;

    /** Whether its connections last as long as the client likes, so that it must close them when the attack is over. */
    boolean leaves() {
        return this == STREAMS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
