package dev.lastroom.proof.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records the clients' commands. Its counter is the history's clock: a command answered before another was sent has
 * the smaller numbers. Thread-safe.
 */
public final class HistoryRecorder {

    private final AtomicLong counter = new AtomicLong();
    private final List<Operation> operations = new ArrayList<>();

    /** Call this just before a command is sent. Returns the start of its event. */
    public long start() {
        return counter.incrementAndGet();
    }

    /** Call this just after a command is answered, or when no answer will come any more. */
    public Operation end(int client, Op op, long start, Response answer) {
        Operation operation = new Operation(client, op, answer, start, counter.incrementAndGet());
        synchronized (operations) {
            operations.add(operation);
        }
        return operation;
    }

    /** All events that have ended so far. */
    public List<Operation> events() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }
}
