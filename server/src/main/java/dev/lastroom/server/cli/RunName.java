package dev.lastroom.server.cli;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for runs, so that what two runs make in one database never meets. */
final class RunName {

    private RunName() {}

    static String next(String prefix) {
        return prefix + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
