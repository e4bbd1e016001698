package dev.lastroom.bench;

import dev.lastroom.bench.cli.AriCommand;
import dev.lastroom.bench.cli.BenchCommand;
import dev.lastroom.bench.cli.MemoryServerCommand;
import dev.lastroom.bench.cli.ReportCommand;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.DatabaseException;
import dev.lastroom.bench.run.BrokenPromiseException;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import picocli.CommandLine;

/** The command line. The exit status is 0 if all went well, 1 if not, and 2 for wrong usage. */
public final class Main {

    private Main() {}

    /** Runs the bench and ends the process. */
    public static void main(String[] args) {
        System.exit(run(Console.system(System.getenv()), args));
    }

    /**
     * Runs the bench.
     *
     * @return the exit status
     */
    public static int run(Console console, String... args) {
        Errors errors = new Errors(console);
        CommandLine commandLine = new CommandLine(new BenchCommand(console, Main.class))
                .addSubcommand(new MemoryServerCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new AriCommand(console));
        return errors.sayOf(commandLine)
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> errors.handleExecutionException(inWords(e), command, parsed))
                .execute(args);
    }

    /** A failure in a run is a result of the run, not a bug of the command line. */
    private static Exception inWords(Exception e) {
        return switch (e) {
            case BrokenPromiseException _, ContenderFailedException _, DatabaseException _ ->
                CommandFailedException.broken(String.valueOf(e.getMessage()));
            default -> e;
        };
    }
}
