package dev.lastroom.bench.cli;

import dev.lastroom.bench.report.Report;
import dev.lastroom.bench.run.BenchResult;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Combines several results into one report. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Combine the results that runs printed with --json into one report.",
        footer = "%nExit status: 0 if the report is written; 1 if a file cannot be read or written; 2 for wrong usage.")
public final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The Markdown file. A report that it already has is replaced, and everything else is kept.")
    private Path out = Path.of("");

    @Parameters(
            paramLabel = "RESULT",
            arity = "1..*",
            description = "The files with the results, in the order of the report.")
    private List<Path> files = List.of();

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<BenchResult> results = new ArrayList<>();
        for (Path file : files) {
            results.add(read(file));
        }
        Report.write(out, results);
        console.line("The report is in " + out);
        return 0;
    }

    private static BenchResult read(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw CommandFailedException.broken("There is no file " + file);
        }
        try {
            return JsonMapper.shared().readValue(Files.readString(file), BenchResult.class);
        } catch (JacksonException e) {
            throw CommandFailedException.broken(
                    file + " is not the result of a run with --json: " + e.getOriginalMessage());
        }
    }
}
