package dev.lastroom.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.simulation.cli.SimulateCommand;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line. Its exit status is 0 if no promise was broken, 1 if one was, 2 if it was called wrongly. */
public final class Main {

    private Main() {}

    /** Runs the simulation and ends the process. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH);
        // The engine logs every failure that is injected here.
        for (String noisy : new String[] {"dev.lastroom", "com.zaxxer.hikari", "io.zonky"}) {
            ((Logger) LoggerFactory.getLogger(noisy)).setLevel(Level.OFF);
        }
        System.exit(run(Console.system(System.getenv()), args));
    }

    /**
     * Runs the simulation.
     *
     * @return the exit status
     */
    public static int run(Console console, String... args) {
        CommandLine commandLine =
                new CommandLine(new SimulateCommand(console)).setCaseInsensitiveEnumValuesAllowed(true);
        return new Errors(console).sayOf(commandLine).execute(args);
    }
}
