package dev.lastroom.server.access;

import dev.lastroom.engine.command.Caller;

/**
 * The identity of a caller.
 *
 * @param key the id of the caller's API key, which is not secret
 */
public record Identity(String owner, Role role, String key) {

    /** Every caller if no keys were made. The service then listens on loopback only. */
    public static final Identity EVERYBODY = new Identity(Caller.NO_OWNER, Role.ADMIN, "");

    /** A caller without a key. */
    public static final Identity NOBODY = new Identity(Caller.NO_OWNER, Role.READER, "");

    /** A caller with an unknown key. */
    public static final Identity UNKNOWN = new Identity(Caller.NO_OWNER, Role.READER, "?");

    /** Returns whether the caller has a valid key. */
    public boolean hasKey() {
        return !key.isEmpty() && !equals(UNKNOWN);
    }
}
