package dev.lastroom.server.access;

import java.util.Locale;

/** What an API key may do. Each role may do all that the one before it may. */
public enum Role {
    /** Reads hotels, availability and bookings. */
    READER,
    /** Books and cancels. */
    AGENT,
    /** Sets up hotels, cancels anybody's booking, sees where requests came from, recounts. */
    ADMIN;

    /** Whether someone in this role may do what {@code needed} may. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * Reads the lower-case name of a role.
     *
     * @throws IllegalArgumentException if no role has this name
     */
    public static Role parse(String name) {
        for (Role role : values()) {
            if (role.toString().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("must be reader, agent or admin");
    }

    /** The name as people write it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
