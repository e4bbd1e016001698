package dev.lastroom.proof.history;

/**
 * A client's command, from sending to answer. Immutable and thread-safe.
 *
 * @param client the client that sent it
 * @param start when it was sent, by the history's counter
 * @param end when it was answered; {@link #NEVER} if the answer is unknown and it may take effect at any later time
 */
public record RecordedCommand(int client, Op op, ClientAnswer answer, long start, long end) {

    /** The end of a command that may still take effect. */
    public static final long NEVER = Long.MAX_VALUE;

    /** @throws IllegalArgumentException if it ends before it starts */
    public RecordedCommand {
        if (end < start) {
            throw new IllegalArgumentException("a command cannot end before it starts: " + start + " to " + end);
        }
    }

    @Override
    public String toString() {
        return "[" + start + ", " + (end == NEVER ? "…" : end) + "] client " + client + ": " + op + " -> " + answer;
    }
}
