package dev.lastroom.server.cli;

import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.config.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API keys. */
@Command(
        name = "keys",
        description = {
            "Create, list and revoke API keys.",
            "",
            "Keys are stored as hashes in a file, by default " + KeyFile.PATH_DEFAULT
                    + ". A running server sees a change within a second."
        },
        footer = "%nExit status: 1 if the file cannot be read or written, or has no such key; 2 for wrong usage.")
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Returns the command with its subcommands. */
    public static CommandLine of(Console console, Map<String, String> environment) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysCreateCommand(console, environment))
                .addSubcommand(new KeysListCommand(console, environment))
                .addSubcommand(new KeysRevokeCommand(console, environment));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: create, list or revoke");
    }

    /** The common part of the three subcommands. */
    abstract static class OnKeyFile implements Callable<Integer> {

        @Option(names = "--key-file", paramLabel = "FILE")
        private @Nullable String keyFile;

        @Option(names = "--config", paramLabel = "FILE", description = "A settings file, which may name the key file.")
        private @Nullable Path config;

        @Option(names = "--json", description = "Print the result as JSON.")
        private boolean json;

        private final Map<String, String> environment;

        OnKeyFile(Map<String, String> environment) {
            this.environment = environment;
        }

        boolean json() {
            return json;
        }

        /** Returns what {@code use} gives. An error in the file becomes one sentence. */
        <T> T withFile(Function<KeyFile, T> use) {
            Map<String, String> flags = new HashMap<>();
            if (keyFile != null) {
                flags.put("--key-file", keyFile);
            }
            KeyFile file = Settings.load(flags, config, environment).keyFile();
            try {
                return use.apply(file);
            } catch (UncheckedIOException e) {
                throw CommandFailedException.broken(
                        "The key file " + file.path() + " cannot be read or written: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                throw CommandFailedException.broken(String.valueOf(e.getMessage()));
            }
        }
    }
}
