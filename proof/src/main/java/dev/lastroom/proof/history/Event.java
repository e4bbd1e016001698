package dev.lastroom.proof.history;

/**
 * One command of a client, from when it was sent to when it was answered. Immutable and thread-safe.
 *
 * @param client who sent it
 * @param start when it was sent, by the history's counter
 * @param end when it was answered; {@link #NEVER} where the answer is unknown and it may take effect at any time later
 */
public record Event(int client, Op op, Answer answer, long start, long end) {

    /** The end of what may still take effect. */
    public static final long NEVER = Long.MAX_VALUE;

    /** @throws IllegalArgumentException if it ends before it starts */
    public Event {
        if (end < start) {
            throw new IllegalArgumentException("an event cannot end before it starts: " + start + " to " + end);
        }
    }

    @Override
    public String toString() {
        return "[" + start + ", " + (end == NEVER ? "…" : end) + "] client " + client + ": " + op + " -> " + answer;
    }
}
