package dev.lastroom.server.access;

import dev.lastroom.engine.command.Caller;

/**
 * The caller of a request.
 *
 * @param key names the API key that it carried, and is no secret
 */
public record Identity(String owner, Role role, String key) {

    /** Every caller, where no keys were made: the service then listens on loopback only. */
    public static final Identity EVERYBODY = new Identity(Caller.NO_OWNER, Role.ADMIN, "");

    /** A caller without a key. */
    public static final Identity NOBODY = new Identity(Caller.NO_OWNER, Role.READER, "");

    /** A caller with a key that is not known. */
    public static final Identity UNKNOWN = new Identity(Caller.NO_OWNER, Role.READER, "?");

    /** Whether it is that of a valid key. */
    public boolean hasKey() {
        return !key.isEmpty() && !equals(UNKNOWN);
    }
}
