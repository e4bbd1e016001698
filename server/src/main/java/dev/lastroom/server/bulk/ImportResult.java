package dev.lastroom.server.bulk;

import java.util.List;

/**
 * The result of an import.
 *
 * @param rows the number of rows in the file
 * @param done the number of nights set or bookings made
 * @param known the number of bookings that already existed, with the same id or under the same key
 * @param skipped the number of bookings without rooms to come, for which there was nothing to do
 * @param refused what was refused, by line
 * @param failure why the import ended before the end of the file; empty if it did not
 */
public record ImportResult(long rows, long done, long known, long skipped, List<RefusedRow> refused, String failure) {

    public ImportResult {
        refused = List.copyOf(refused);
    }

    /** Returns whether everything in the file is in the database now. */
    public boolean complete() {
        return refused.isEmpty() && failure.isEmpty();
    }

    /**
     * A refused row.
     *
     * @param line where it is in the file; the first line if several nights were set together
     * @param message why, in words
     */
    public record RefusedRow(long line, String message) {}
}
