package dev.lastroom.server.cli;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes names for runs, so that the data of two runs in one database never collide. */
public final class RunName {

    private RunName() {}

    /** Returns the prefix and at most 16 characters more, a name that no other run has. */
    public static String next(String prefix) {
        return prefix + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
