package dev.lastroom.proof.check;

import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.RecordedCommand;
import java.util.List;
import java.util.TreeMap;

/**
 * The time for which a booking held its rooms in every possible order: from its acknowledgement until its first
 * cancel was sent.
 */
record Hold(long from, long to, int rooms) {

    static Hold certain(Book book, long acknowledged, List<RecordedCommand> cancels) {
        long to = cancels.stream().mapToLong(RecordedCommand::start).min().orElse(RecordedCommand.NEVER);
        return new Hold(acknowledged, to, book.rooms());
    }

    /** Returns the most rooms held at the same moment. */
    static int most(List<Hold> holds) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (Hold hold : holds) {
            if (hold.from < hold.to) {
                changes.merge(hold.from, hold.rooms, Integer::sum);
                changes.merge(hold.to, -hold.rooms, Integer::sum);
            }
        }
        int held = 0;
        int most = 0;
        for (int change : changes.values()) {
            held += change;
            most = Math.max(most, held);
        }
        return most;
    }
}
