package dev.lastroom.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.simulation.cli.ProveCommand;
import dev.lastroom.simulation.cli.SimulateCommand;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Its exit status is 0 if no promise was broken, 1 if one was, 2 if it was called wrongly. */
public final class Main {

    private Main() {}

    @Command(name = "lastroom", description = "The programs that break Lastroom on purpose.")
    private static final class Programs {}

    /** Runs a command and ends the process. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH);
        // The engine logs every failure that is injected here.
        for (String noisy : new String[] {"dev.lastroom", "com.zaxxer.hikari", "io.zonky", "io.helidon", "access"}) {
            ((Logger) LoggerFactory.getLogger(noisy)).setLevel(Level.OFF);
        }
        System.exit(run(Console.system(System.getenv()), args));
    }

    /**
     * Runs a command.
     *
     * @return the exit status
     */
    public static int run(Console console, String... args) {
        CommandLine commandLine = new CommandLine(new Programs())
                .addSubcommand(new SimulateCommand(console))
                .addSubcommand(new ProveCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true);
        return new Errors(console).sayOf(commandLine).execute(args);
    }
}
