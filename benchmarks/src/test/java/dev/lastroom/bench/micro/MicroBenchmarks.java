package dev.lastroom.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks of single steps, but only if asked for by name: its own name keeps it out of every other run.
 * Surefire starts it on the JDK that builds the project, whatever the default {@code java} is.
 */
class MicroBenchmarks {

    /** JMH's own command line, such as {@code Json -f 3}. */
    private static final String ARGS = System.getProperty("jmh.args", "");

    @Test
    void run() throws CommandLineOptionException, RunnerException {
        String[] args = ARGS.isBlank() ? new String[0] : ARGS.strip().split("\\s+");

        Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();

        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
