package dev.lastroom.server.bulk;

import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.server.bulk.ImportResult.RefusedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts the results of an import's rows. Thread-safe. */
final class ImportCounts {

    private final List<RefusedRow> refused = new ArrayList<>();
    private long done;
    private long known;
    private long skipped;
    private String failure = "";

    synchronized void skip() {
        skipped++;
    }

    synchronized void isThereAlready() {
        known++;
    }

    synchronized void add(long line, int rows, Outcome<?> outcome) {
        switch (outcome) {
            case Done<?>(var _, boolean replayed) when replayed -> known += rows;
            case Done<?> _ -> done += rows;
            case Refused<?>(var reason, boolean _) -> refused.add(new RefusedRow(line, reason.message()));
            case Failed<?>(var _, String message, var _) ->
                failure = failure.isEmpty() ? "line " + line + ": " + message : failure;
        }
    }

    /** Returns why the import ends; empty while it goes on. */
    synchronized String failure() {
        return failure;
    }

    synchronized ImportResult result(long rows) {
        refused.sort(Comparator.comparing(RefusedRow::line));
        return new ImportResult(rows, done, known, skipped, refused, failure);
    }
}
