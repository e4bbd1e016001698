package dev.lastroom.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.time.Duration;

/**
 * Watches whether the client of a connection, or of a stream of HTTP/2, makes progress.
 *
 * <p>Protocol: the channel's event loop marks what the channel waits for. A timer finds those that wait too long, and
 * asks their event loop to look again and close them. So no channel is closed after its mark has changed.
 */
final class Watch {

    /** What a channel waits for. */
    private enum State {
        /** For the client to send something. */
        RECEIVING,
        /** For the client to take what was written. */
        WRITING,
        /** For the server itself. */
        WORKING
    }

    private final Channel channel;
    private final Connections connections;
    private final Duration receiveTimeout;
    private final Duration writeTimeout;
    private volatile State state = State.RECEIVING;
    private volatile long since = System.nanoTime();

    /** Whether nothing of the next request is there yet. */
    private boolean isIdle;

    Watch(Channel channel, Connections connections, Duration receiveTimeout, Duration writeTimeout) {
        this.channel = channel;
        this.connections = connections;
        this.receiveTimeout = receiveTimeout;
        this.writeTimeout = writeTimeout;
    }

    /** Waits for the next request, which may begin at any time. */
    void awaitsRequest() {
        receiving();
        isIdle = true;
    }

    /** Something has arrived. If a request begins with it, it has its time from now on. */
    void firstByte() {
        if (isIdle) {
            receiving();
        }
    }

    void receiving() {
        isIdle = false;
        mark(State.RECEIVING);
    }

    void writing() {
        mark(State.WRITING);
    }

    void working() {
        state = State.WORKING;
    }

    private void mark(State next) {
        since = System.nanoTime();
        state = next;
    }

    private boolean isOverdue() {
        State now = state;
        return switch (now) {
            case WORKING -> false;
            case RECEIVING -> System.nanoTime() - since > receiveTimeout.toNanos();
            case WRITING -> System.nanoTime() - since > writeTimeout.toNanos();
        };
    }

    /** Closes the channel if its client makes no progress. */
    void look() {
        if (isOverdue()) {
            channel.eventLoop().execute(() -> {
                if (channel.isOpen() && isOverdue()) {
                    if (state == State.WRITING) {
                        connections.countCut();
                        // A reset: part of an answer must not look like all of it, nor stay in the system's buffers.
                        channel.config().setOption(ChannelOption.SO_LINGER, 0);
                    }
                    ChannelFuture _ = channel.close();
                }
            });
        }
    }
}
