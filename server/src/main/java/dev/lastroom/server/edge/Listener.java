package dev.lastroom.server.edge;

import dev.lastroom.engine.lane.Breakdown;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the socket on which the service listens. The web server closes it for good when accepting fails once, as it
 * does where file descriptors run out, and lives on without: that is a breakdown. Thread-safe.
 */
public final class Listener {

    /** Made beforehand: where file descriptors have run out, no class can be loaded from its file any more. */
    private final ListenerClosedException reason = new ListenerClosedException();

    private final Breakdown breakdown;
    private volatile @Nullable ServerSocketChannel socket;
    private volatile boolean closing;

    public Listener(Breakdown breakdown) {
        this.breakdown = breakdown;
    }

    /** Nobody can connect any more. */
    public static final class ListenerClosedException extends Exception {
        private static final long serialVersionUID = 1L;

        private ListenerClosedException() {
            super("its socket is closed: the line of the web server before this one says why", null, false, false);
        }
    }

    public void listensOn(ServerSocketChannel opened) {
        socket = opened;
    }

    public void look() {
        if (fault() != null && !closing) {
            breakdown.report("the listener", reason);
        }
    }

    /** What is wrong with it; null if nothing is. */
    @Nullable
    public String fault() {
        ServerSocketChannel listening = socket;
        return listening == null || listening.isOpen() ? null : "nobody listens any more";
    }

    /** It is going to be closed on purpose. */
    public void close() {
        closing = true;
    }
}
