package dev.lastroom.proof.check;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.proof.check.Ledger.Next;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.RecordedCommand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches for an order of a component's tasks that explains their answers. The search is depth first, as by Wing and
 * Gong, and never continues twice from the same point, as Lowe added. A task may come next if no other remaining task
 * ended before it started. A task that is not required may also be left out. A task that fits and changes nothing is
 * taken at once, since that cannot make any later order worse. Used once, by one thread.
 */
final class OrderSearch {

    private final Component component;
    private final int pointsMax;
    private final List<Task> tasks;
    private final Map<BookingId, Book> books;
    private final Set<Point> visited = new HashSet<>();
    private Point best;

    /** A point of the search: the tasks done, and the ledger after them. */
    private record Point(BitSet done, Ledger ledger) {

        Point then(int task, Ledger next) {
            BitSet more = (BitSet) done.clone();
            more.set(task);
            return new Point(more, next);
        }
    }

    OrderSearch(Component component, int pointsMax) {
        this.component = component;
        this.pointsMax = pointsMax;
        this.tasks = component.tasks();
        this.books = component.history().bookRequests();
        best = new Point(new BitSet(), Ledger.opened(component.history(), component.nights()));
    }

    Verdict search() {
        if (explains(best)) {
            return new Verdict.Explained(visited.size());
        }
        return visited.size() > pointsMax
                ? new Verdict.Undecided(visited.size())
                : new Verdict.Broken(Explanation.of(component, best.done(), best.ledger(), books));
    }

    private boolean explains(Point start) {
        Point point = takeWhatChangesNothing(start);
        if (point.done().cardinality() > best.done().cardinality()) {
            best = point;
        }
        if (isComplete(point)) {
            return true;
        }
        if (visited.size() > pointsMax || !visited.add(point)) {
            return false;
        }
        List<Integer> candidates = candidates(point);
        for (int i : candidates) {
            Next next = next(point, i);
            if (agrees(i, next) && explains(point.then(i, next.ledger()))) {
                return true;
            }
        }
        for (int i : candidates) {
            if (!tasks.get(i).required() && explains(point.then(i, point.ledger()))) {
                return true;
            }
        }
        return false;
    }

    private Point takeWhatChangesNothing(Point start) {
        Point point = start;
        boolean taken = true;
        while (taken) {
            taken = false;
            for (int i : candidates(point)) {
                Next next = next(point, i);
                if (agrees(i, next)
                        && next.ledger().equals(point.ledger())
                        && tasks.get(i).required()) {
                    point = point.then(i, point.ledger());
                    taken = true;
                }
            }
        }
        return point;
    }

    /** Returns the tasks that may come next, by their ends: the first to end most likely happened first. */
    private List<Integer> candidates(Point point) {
        long firstEnd = RecordedCommand.NEVER;
        List<Integer> candidates = new ArrayList<>();
        // The tasks are ordered by start, so the loop stops at a task that starts after the first end.
        for (int i = point.done().nextClearBit(0);
                i < tasks.size();
                i = point.done().nextClearBit(i + 1)) {
            RecordedCommand recorded = tasks.get(i).recorded();
            if (recorded.start() > firstEnd) {
                break;
            }
            firstEnd = Math.min(firstEnd, recorded.end());
            candidates.add(i);
        }
        candidates.sort(Comparator.comparingLong(i -> tasks.get(i).recorded().end()));
        return candidates;
    }

    private Next next(Point point, int task) {
        return point.ledger().after(tasks.get(task).recorded(), component.history(), books);
    }

    private boolean agrees(int task, Next next) {
        return Ledger.agrees(tasks.get(task).recorded().answer(), next.answer());
    }

    private boolean isComplete(Point point) {
        for (int i = point.done().nextClearBit(0);
                i < tasks.size();
                i = point.done().nextClearBit(i + 1)) {
            if (tasks.get(i).required()) {
                return false;
            }
        }
        return point.ledger().isEnd(component.history());
    }
}
