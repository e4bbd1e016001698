package dev.lastroom.server.edge;

import dev.lastroom.engine.lane.Breakdown;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Watches the socket on which the service listens. If accepting fails once, for example for lack of file descriptors,
 * the web server closes the socket for good and keeps running without it: that is a breakdown. Thread-safe.
 */
public final class Listener {

    /** Made early: without free file descriptors, no class can be loaded from its file. */
    private final ListenerClosedException reason = new ListenerClosedException();

    private final Breakdown breakdown;
    private volatile @Nullable ServerSocketChannel socket;
    private volatile boolean closing;

    public Listener(Breakdown breakdown) {
        this.breakdown = breakdown;
    }

    /** Says that nobody can connect any more. */
    public static final class ListenerClosedException extends Exception {
        private static final long serialVersionUID = 1L;

        private ListenerClosedException() {
            super("its socket is closed: see the web server's log line before this one", null, false, false);
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

    /** Returns what is wrong with the socket; null if nothing is. */
    @Nullable
    public String fault() {
        ServerSocketChannel listening = socket;
        return listening == null || listening.isOpen() ? null : "it no longer listens";
    }

    /** Expects the socket to be closed on purpose. */
    public void close() {
        closing = true;
    }
}
