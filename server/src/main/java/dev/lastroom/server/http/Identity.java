package dev.lastroom.server.http;

import dev.lastroom.engine.booking.Caller;

/**
 * The caller of a request.
 *
 * @param key names the API key that it carried, and is no secret
 */
record Identity(String owner, Role role, String key) {

    /** Every caller, where no keys were made: the service then listens on loopback only. */
    static final Identity EVERYBODY = new Identity(Caller.NO_OWNER, Role.ADMIN, "");

    /** A caller without a key. */
    static final Identity NOBODY = new Identity(Caller.NO_OWNER, Role.READER, "");

    /** A caller with a key that is not known. */
    static final Identity UNKNOWN = new Identity(Caller.NO_OWNER, Role.READER, "?");

    /** Whether it is that of a valid key. */
    boolean hasKey() {
        return !key.isEmpty() && !equals(UNKNOWN);
    }
}
