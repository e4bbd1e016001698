package dev.lastroom.bench.report;

import dev.lastroom.bench.run.BenchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A section's output: the text so far, and a folder for plots. */
record Page(StringBuilder text, Path plots, String prefix) {

    void title(String title, BenchResult result) {
        text.append("\n## ").append(title).append("\n\n");
        result.facts()
                .forEach((name, value) -> text.append("- ")
                        .append(words(name))
                        .append(": ")
                        .append(plain(value))
                        .append("\n"));
        text.append("- ").append(result.plan().describe()).append("\n");
        if (result.stored() > 0) {
            text.append(String.format("- %,d bookings stored before%n", result.stored()));
        }
    }

    /** Turns {@code loadBefore} into {@code load before}. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String plain(Object value) {
        return value instanceof Map<?, ?> settings
                ? settings.entrySet().stream()
                        .map(e -> "`" + e.getKey() + " = " + e.getValue() + "`")
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    void heading(String heading) {
        text.append("\n### ").append(heading).append("\n\n");
    }

    void add(Table table) {
        text.append(table);
    }

    void add(Plot plot, String name, String description) throws IOException {
        String file = prefix + "-" + name + ".svg";
        plot.save(plots.resolve(file));
        text.append("\n![")
                .append(description)
                .append("](")
                .append(plots.getFileName())
                .append("/")
                .append(file)
                .append(")\n");
    }
}
