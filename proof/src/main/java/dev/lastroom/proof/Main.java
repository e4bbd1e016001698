package dev.lastroom.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lastroom.proof.cli.ProveCommand;
import dev.lastroom.proof.cli.ReplayCommand;
import dev.lastroom.proof.cli.SimulateCommand;
import dev.lastroom.proof.cli.StressCommand;
import dev.lastroom.proof.replay.ReplayFailedException;
import dev.lastroom.proof.stress.SellerException;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.server.cli.Version;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. The exit status is 0 if no promise was broken, 1 if one was, and 2 for wrong usage. */
@Command(
        name = "lastroom",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Programs that try to break Lastroom's promises.")
public final class Main implements Runnable {

    /** These commands make the engine fail on purpose, and it logs each failure. Their own output says what counts. */
    private static final Set<String> WITHOUT_LOG = Set.of("simulate", "prove");

    private static final List<String> NOISY =
            List.of("dev.lastroom", "com.zaxxer.hikari", "io.zonky", "io.netty", "access");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command of {@code args} and ends the process. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH);
        if (args.length > 0 && WITHOUT_LOG.contains(args[0])) {
            NOISY.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
        }
        System.exit(run(Console.system(System.getenv()), System.getenv(), args));
    }

    /**
     * Runs a command.
     *
     * @return the exit status
     */
    public static int run(Console console, Map<String, String> environment, String... args) {
        return new Errors(console, Set.of(SellerException.class, ReplayFailedException.class))
                .sayOf(commands(console, environment))
                .execute(args);
    }

    /** All commands. */
    public static CommandLine commands(Console console, Map<String, String> environment) {
        return new CommandLine(new Main())
                .addSubcommand(new StressCommand(console, environment))
                .addSubcommand(new ReplayCommand(console, environment))
                .addSubcommand(new SimulateCommand(console))
                .addSubcommand(new ProveCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }
}
