package dev.lastroom.server.bulk;

import java.util.List;

/**
 * What became of an import.
 *
 * @param rows how many rows the file has
 * @param done how many nights were set, or bookings made
 * @param known how many bookings were there already, with the same id or under the same key
 * @param skipped how many bookings have no rooms to come, so that nothing was to be done
 * @param refused what was refused, by line
 * @param failure why it ended before the end of the file; empty if it did not
 */
public record ImportResult(long rows, long done, long known, long skipped, List<RefusedRow> refused, String failure) {

    public ImportResult {
        refused = List.copyOf(refused);
    }

    /** Whether everything in the file is in the database now. */
    public boolean complete() {
        return refused.isEmpty() && failure.isEmpty();
    }

    /**
     * Something that was refused.
     *
     * @param line where it is in the file; of several nights that were set together, the first
     * @param message why, in words
     */
    public record RefusedRow(long line, String message) {}
}
