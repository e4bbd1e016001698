package dev.lastroom.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Markdown table: words are left-aligned, numbers right-aligned. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    /**
     * @param wordColumns how many columns from the left hold words
     */
    Table(int wordColumns, String... head) {
        lines.add(row(List.of(head)));
        List<String> rule = new ArrayList<>(Collections.nCopies(wordColumns, "---"));
        rule.addAll(Collections.nCopies(head.length - wordColumns, "--:"));
        lines.add(row(rule));
    }

    void add(String... cells) {
        lines.add(row(List.of(cells)));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    static String number(@Nullable Double value, int decimals) {
        return value == null ? "" : String.format("%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
