package dev.lastroom.proof.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes down what clients do. Its counter is the clock of the history: a command that is answered before another one
 * is sent has the smaller numbers. Thread-safe.
 */
public final class Recorder {

    private final AtomicLong counter = new AtomicLong();
    private final List<Event> events = new ArrayList<>();

    /** To be called just before a command is sent: the start of its event. */
    public long start() {
        return counter.incrementAndGet();
    }

    /** To be called just after a command is answered, or when nothing will come of it any more. */
    public Event end(int client, Op op, long start, Answer answer) {
        Event event = new Event(client, op, answer, start, counter.incrementAndGet());
        synchronized (events) {
            events.add(event);
        }
        return event;
    }

    /** All that has ended so far. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }
}
