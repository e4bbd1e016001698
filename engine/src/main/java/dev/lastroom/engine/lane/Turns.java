package dev.lastroom.engine.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queue of a lane, in which owners take turns: each turn takes the oldest command of one owner, and the next turn
 * goes to the next owner. However many commands one owner has, another owner's first command waits for at most one of
 * each. With one owner it is a plain queue. Guarded by the lane's lock.
 */
final class Turns {

    /** This many empty queues stay, so that a lone command needs no new one. */
    static final int EMPTY_QUEUES_MAX = 16;

    private final Map<String, OwnerQueue> queues = new HashMap<>();
    private final ArrayDeque<OwnerQueue> waiting = new ArrayDeque<>();
    private int size;

    /** The commands of one owner. */
    static final class OwnerQueue {
        private final ArrayDeque<Ticket<?>> tickets = new ArrayDeque<>();

        int size() {
            return tickets.size();
        }

        private boolean isEmpty() {
            return tickets.isEmpty();
        }
    }

    /** The queue of an owner, valid only for the current use. */
    OwnerQueue of(String owner) {
        OwnerQueue queue = queues.get(owner);
        if (queue == null) {
            if (queues.size() >= waiting.size() + EMPTY_QUEUES_MAX) {
                queues.values().removeIf(OwnerQueue::isEmpty);
            }
            queue = new OwnerQueue();
            queues.put(owner, queue);
        }
        return queue;
    }

    /** The most commands that have their turn before one that enters {@code queue} now. */
    int before(OwnerQueue queue) {
        int owners = waiting.size() + (queue.isEmpty() ? 1 : 0);
        return (int) Math.min(size, (queue.size() + 1L) * owners - 1);
    }

    void add(OwnerQueue queue, Ticket<?> ticket) {
        if (queue.isEmpty()) {
            waiting.add(queue);
        }
        queue.tickets.add(ticket);
        size++;
    }

    /** The command whose turn it is; there must be one. */
    Ticket<?> next() {
        return waiting.element().tickets.element();
    }

    /** Takes the command whose turn it is. */
    Ticket<?> remove() {
        OwnerQueue queue = waiting.element();
        Ticket<?> ticket = queue.tickets.remove();
        size--;
        if (queue.isEmpty()) {
            waiting.remove();
        } else if (waiting.size() > 1) {
            waiting.add(waiting.remove());
        }
        return ticket;
    }

    /** Takes all commands. */
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

    /** How many owners have a queue, empty or not. */
    int queues() {
        return queues.size();
    }
}
