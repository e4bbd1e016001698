package dev.lastroom.server.cli;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.server.config.SettingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns an error into one sentence and an exit status. Only a bug in the program shows a stack trace. */
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The exit status of a command that found something wrong, or could not be carried out. */
    public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    /** The exit status of a command that was called wrongly. */
    public static final int WRONG_CALL = CommandLine.ExitCode.USAGE;

    private final Console console;
    private final Set<Class<? extends Exception>> explained;

    /** Handles the errors of a program without exceptions of its own. */
    public Errors(Console console) {
        this(console, Set.of());
    }

    /**
     * Handles the errors of a program with exceptions of its own.
     *
     * @param explained the program's own exceptions whose message tells a user what broke
     */
    public Errors(Console console, Set<Class<? extends Exception>> explained) {
        this.console = console;
        this.explained = Set.copyOf(explained);
    }

    /** Makes a command line, with the commands it has so far, print to the console and report errors this way. */
    public CommandLine sayOf(CommandLine commandLine) {
        SettingFlags.describe(commandLine);
        return commandLine
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(this)
                .setExecutionExceptionHandler(this);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return say(WRONG_CALL, e.getMessage() + "; see " + command + " --help");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return switch (e) {
            case ParameterException wrong -> handleParseException(wrong, new String[0]);
            case SettingException wrong -> say(WRONG_CALL, wrong.getMessage());
            case CommandFailedException failed -> say(failed.status(), failed.getMessage());
            case StoreException broken -> say(FAILED, broken.getMessage());
            default -> explained.contains(e.getClass()) ? say(FAILED, e.getMessage()) : bug(e);
        };
    }

    private int say(int status, @Nullable String message) {
        console.remark(console.red("lastroom:") + " " + message);
        return status;
    }

    private int bug(Exception e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return say(FAILED, "This is a bug in Lastroom. Please report it:\n" + trace);
    }
}
