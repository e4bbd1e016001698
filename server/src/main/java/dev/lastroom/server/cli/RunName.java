package dev.lastroom.server.cli;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for runs, so that what two runs make in one database never meets. */
public final class RunName {

    private RunName() {}

    /** A name of at most 16 characters more than the prefix, which no other run has. */
    public static String next(String prefix) {
        return prefix + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
