package dev.lastroom.engine.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queue of a lane, in which owners take turns: each gives one command, in the order of its arrival among those of the
 * same owner, and then the next owner does. However many commands one owner has, the first of another has its turn
 * after at most one of each. With one owner it is one queue. Guarded by the lane's lock.
 */
final class Turns {

    /** So many lines stay while nobody waits in them, so that a lone command needs no new one. */
    static final int EMPTY_LINES_MAX = 16;

    private final Map<String, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> waiting = new ArrayDeque<>();
    private int size;

    /** The commands of one owner. */
    static final class Line {
        private final ArrayDeque<Ticket<?>> tickets = new ArrayDeque<>();

        int size() {
            return tickets.size();
        }

        private boolean isEmpty() {
            return tickets.isEmpty();
        }
    }

    /** The line of an owner, for this look at it only. */
    Line of(String owner) {
        Line line = lines.get(owner);
        if (line == null) {
            if (lines.size() >= waiting.size() + EMPTY_LINES_MAX) {
                lines.values().removeIf(Line::isEmpty);
            }
            line = new Line();
            lines.put(owner, line);
        }
        return line;
    }

    /** How many commands, at the most, have their turn before one that comes into {@code line} now. */
    int before(Line line) {
        int owners = waiting.size() + (line.isEmpty() ? 1 : 0);
        return (int) Math.min(size, (line.size() + 1L) * owners - 1);
    }

    void add(Line line, Ticket<?> ticket) {
        if (line.isEmpty()) {
            waiting.add(line);
        }
        line.tickets.add(ticket);
        size++;
    }

    /** The one whose turn it is; there must be one. */
    Ticket<?> next() {
        return waiting.element().tickets.element();
    }

    /** Takes the one whose turn it is. */
    Ticket<?> remove() {
        Line line = waiting.element();
        Ticket<?> ticket = line.tickets.remove();
        size--;
        if (line.isEmpty()) {
            waiting.remove();
        } else if (waiting.size() > 1) {
            waiting.add(waiting.remove());
        }
        return ticket;
    }

    /** Takes all. */
    List<Ticket<?>> removeAll() {
        List<Ticket<?>> all = new ArrayList<>(size);
        while (size > 0) {
            all.add(remove());
        }
        return all;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many owners have a line, whether somebody waits in it or not. */
    int lines() {
        return lines.size();
    }
}
