package dev.lastroom.proof.check;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.Op.Book;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says where the search for an order got stuck. */
final class Explanation {

    private static final int TASKS_MAX = 12;

    private Explanation() {}

    static List<String> of(Component component, BitSet done, Ledger ledger, Map<BookingId, Book> books) {
        List<Task> tasks = component.tasks();
        List<String> lines = new ArrayList<>();
        lines.add("No order explains the " + tasks.size() + " commands of "
                + component.nights().size() + " nights; the longest order explains " + done.cardinality()
                + ". After it:");
        ledger.nights().forEach((night, count) -> {
            var end = component.history().nights().get(night);
            lines.add("  " + night.roomTypeId() + " " + night.date() + ": " + count + " booked; at the end " + end);
        });
        List<Integer> left = new ArrayList<>();
        for (int i = done.nextClearBit(0); i < tasks.size(); i = done.nextClearBit(i + 1)) {
            left.add(i);
        }
        for (int i : left.subList(0, Math.min(TASKS_MAX, left.size()))) {
            Task task = tasks.get(i);
            ClientAnswer due =
                    ledger.after(task.recorded(), component.history(), books).answer();
            lines.add("  unexplained: " + task.recorded() + "; expected here: " + due);
        }
        new TreeMap<>(ledger.bookings()).forEach((id, live) -> {
            Boolean end = component.history().bookings().get(id);
            if (!live.equals(end)) {
                lines.add("  booking " + id + ": " + status(live) + "; at the end " + status(end));
            }
        });
        return lines;
    }

    private static String status(@org.jspecify.annotations.Nullable Boolean live) {
        return live == null ? "missing" : live ? "live" : "cancelled";
    }
}
