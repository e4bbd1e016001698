package dev.lastroom.server;

import dev.lastroom.server.cli.BackupCommand;
import dev.lastroom.server.cli.CheckCommand;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.DemoCommand;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.server.cli.ExportCommand;
import dev.lastroom.server.cli.ImportCommand;
import dev.lastroom.server.cli.KeysCommand;
import dev.lastroom.server.cli.RestoreCommand;
import dev.lastroom.server.cli.ServeCommand;
import dev.lastroom.server.cli.TrainCommand;
import dev.lastroom.server.cli.Version;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Its exit status is 0 if all went well, 1 if not, 2 if it was called wrongly. */
@Command(
        name = "lastroom",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "A booking engine that sells the last room exactly once.",
        footer = {
            "%nThe sources have more programs, each with --help: ./lastroom stress races buyers for rooms, replay runs a"
                    + " real booking history, simulate and prove try to break the promises, bench compares Lastroom"
                    + " with other ways to book, and package makes packages of the server."
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command of {@code args} and ends the process. */
    public static void main(String[] args) {
        // The texts are English, and so are the numbers in them.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(run(Console.system(System.getenv()), System.getenv(), args));
    }

    /**
     * Runs a command.
     *
     * @return the exit status
     */
    public static int run(Console console, Map<String, String> environment, String... args) {
        return new Errors(console).sayOf(commands(console, environment)).execute(args);
    }

    /** All commands. */
    public static CommandLine commands(Console console, Map<String, String> environment) {
        return new CommandLine(new Main())
                .addSubcommand(ServeCommand.of(console, environment))
                .addSubcommand(new DemoCommand(console, environment))
                .addSubcommand(new CheckCommand(console, environment))
                .addSubcommand(new ExportCommand(console, environment))
                .addSubcommand(new ImportCommand(console, environment))
                .addSubcommand(new BackupCommand(console, environment))
                .addSubcommand(new RestoreCommand(console, environment))
                .addSubcommand(KeysCommand.of(console, environment))
                .addSubcommand(new TrainCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
