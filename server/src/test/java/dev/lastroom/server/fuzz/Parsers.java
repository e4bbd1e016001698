package dev.lastroom.server.fuzz;

import dev.lastroom.server.api.HttpTargets;
import dev.lastroom.server.bulk.BulkTargets;
import dev.lastroom.server.config.ConfigTargets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * All parsers as one target of Jazzer. The first byte of an input selects the parser. One process divides its time
 * between them by the new coverage they give.
 */
public final class Parsers {

    static final List<FuzzTarget> ALL = Stream.of(
                    EngineTargets.ALL, HttpTargets.ALL, BulkTargets.ALL, ConfigTargets.ALL)
            .flatMap(List::stream)
            .toList();

    private Parsers() {}

    /** Called by Jazzer with any bytes. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 0) {
            FuzzTarget target = ALL.get(Byte.toUnsignedInt(input[0]) % ALL.size());
            target.property().check(new String(input, 1, input.length - 1, StandardCharsets.UTF_8));
        }
    }

    /** Returns the input that passes {@code text} to a target. */
    static byte[] input(int target, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) target;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }
}
