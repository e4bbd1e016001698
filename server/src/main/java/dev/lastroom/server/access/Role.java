package dev.lastroom.server.access;

import java.util.Locale;

/** The rights of an API key. Each role includes the rights of the one before it. */
public enum Role {
    /** Reads hotels, availability and bookings. */
    READER,
    /** Books and cancels. */
    AGENT,
    /** Sets up hotels, cancels any booking, sees where requests came from, recounts. */
    ADMIN;

    /** Returns whether this role has the rights of {@code needed}. */
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

    /** Returns the name in lower case, as people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
