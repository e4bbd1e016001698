package dev.lastroom.bench.report;

import dev.lastroom.bench.run.BenchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes results as Markdown, with plots in a folder next to it. */
public final class Report {

    private static final String BEGIN = "<!-- measured: written by ./lastroom bench, do not edit -->\n";
    private static final String END = "<!-- end of what was measured -->\n";

    private Report() {}

    /**
     * Writes a report. It replaces an existing report in the file, and keeps the text that people wrote around it.
     *
     * @param file the Markdown file; plots go into a folder of its name without the suffix
     */
    public static void write(Path file, List<BenchResult> results) throws IOException {
        Path name = file.toAbsolutePath().getFileName();
        Path plots = file.toAbsolutePath().resolveSibling(name.toString().replaceFirst("\\.md$", "") + "-plots");
        Files.createDirectories(plots);
        StringBuilder text = new StringBuilder(BEGIN);
        for (int i = 0; i < results.size(); i++) {
            BenchResult result = results.get(i);
            Page page =
                    new Page(text, plots, (i + 1) + "-" + result.kind().name().toLowerCase(Locale.ROOT));
            switch (result.kind()) {
                case SIDE_BY_SIDE -> new SideBySideSection(page).write(result);
                case HTTP -> new HttpTables(page).write(result);
                case SEARCH -> new SearchTables(page).write(result);
                case SUSTAINED -> new SustainedSection(page).write(result);
            }
        }
        new GrowthSection(text).write(results);
        text.append("\n").append(END);
        Files.writeString(file, around(file, text.toString()));
    }

    private static String around(Path file, String measured) throws IOException {
        if (Files.notExists(file)) {
            return "# Performance\n\n" + measured;
        }
        String before = Files.readString(file);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END);
        return begin < 0 || end < begin
                ? before + "\n" + measured
                : before.substring(0, begin) + measured + before.substring(end + END.length());
    }
}
