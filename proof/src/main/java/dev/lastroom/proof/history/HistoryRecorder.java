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
    private final List<RecordedCommand> commands = new ArrayList<>();

    /** Call this just before a command is sent. Returns its start. */
    public long start() {
        return counter.incrementAndGet();
    }

    /** Call this just after a command is answered, or when no answer will come any more. */
    public RecordedCommand end(int client, Op op, long start, ClientAnswer answer) {
        RecordedCommand recorded = new RecordedCommand(client, op, answer, start, counter.incrementAndGet());
        synchronized (commands) {
            commands.add(recorded);
        }
        return recorded;
    }

    /** All commands that have ended so far. */
    public List<RecordedCommand> commands() {
        synchronized (commands) {
            return List.copyOf(commands);
        }
    }
}
