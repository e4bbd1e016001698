package dev.lastroom.proof.cli;

import dev.lastroom.proof.Main;
import dev.lastroom.server.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands and keeps the output of the last one. */
final class CommandLineRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status(String command, String... args) {
        return statusOf(Stream.concat(Stream.of(command), Stream.of(args)).toArray(String[]::new));
    }

    int statusOf(String[] words) {
        return on(console -> Main.run(console, Map.of(), words));
    }

    /** Runs a command of the server, such as {@code check}. */
    int statusOfServer(String... args) {
        return on(console -> dev.lastroom.server.Main.run(console, Map.of(), args));
    }

    private int on(ToIntFunction<Console> command) {
        out.reset();
        err.reset();
        return command.applyAsInt(Console.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(printed());
    }

    String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
