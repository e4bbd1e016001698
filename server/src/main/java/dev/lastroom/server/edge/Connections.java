package dev.lastroom.server.edge;

import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import io.helidon.http.Status;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections. Limits how many one address has, and cuts those whose clients do not read what is written.
 * Thread-safe.
 *
 * <p>Protocol: the accepting thread enters each connection or refuses it. The thread that serves a connection marks
 * when a write begins and ends. A timer looks at all connections. If a write has lasted too long, it closes the socket,
 * which wakes the thread blocked in the write. It also removes connections that are closed, no matter who closed them.
 * So nothing depends on a connection being left in an orderly way.
 */
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Capacity capacity;
    private final Duration writeTimeout;
    private final Duration handshakeTimeout;
    private final boolean plain;
    private final Map<Ends, Open> open = new ConcurrentHashMap<>();
    private final Map<Network, Integer> ofNetwork = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder cut = new LongAdder();

    /**
     * @param handshakeTimeout how long a connection may take before the server waits for its first request
     * @param plain whether connections have no TLS, so that a refusal can be sent as text
     */
    public Connections(Capacity capacity, Duration writeTimeout, Duration handshakeTimeout, boolean plain) {
        this.capacity = capacity;
        this.writeTimeout = writeTimeout;
        this.handshakeTimeout = handshakeTimeout;
        this.plain = plain;
    }

    /** Both ends of a connection, by which its serving thread finds it. */
    public record Ends(SocketAddress remote, SocketAddress local) {}

    /** Refuses a connection because its address already has as many as it may have. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Enters an accepted connection.
     *
     * @throws RefusedException if its address has too many; the caller closes it
     */
    public void accepted(SocketChannel channel) {
        Ends ends;
        Network network;
        try {
            ends = new Ends(channel.getRemoteAddress(), channel.getLocalAddress());
            network = Network.of(channel.getRemoteAddress());
        } catch (IOException e) {
            throw new RefusedException("already gone");
        }
        if (of(network) >= capacity.connectionsPerAddress()) {
            look();
        }
        if (of(network) >= capacity.connectionsPerAddress()) {
            refused.increment();
            sayRefused(channel);
            throw new RefusedException("too many connections from one address");
        }
        ofNetwork.merge(network, 1, Integer::sum);
        Open before = open.put(ends, new Open(channel, network));
        if (before != null) {
            leave(before);
        }
    }

    private int of(Network network) {
        return ofNetwork.getOrDefault(network, 0);
    }

    /** Sends the reason as far as the empty buffer of a new connection takes it: the accepting thread must not wait. */
    private void sayRefused(SocketChannel channel) {
        if (!plain) {
            return;
        }
        Answer answer = Problem.of(
                        ErrorCode.OVERLOADED,
                        "This address already has " + capacity.connectionsPerAddress()
                                + " connections (http.connectionsPerAddressMax); close some first")
                .answer();
        if (answer.content() instanceof Answer.Whole whole) {
            byte[] body = whole.bytes();
            String head = "HTTP/1.1 " + Status.SERVICE_UNAVAILABLE_503 + "\r\nContent-Type: "
                    + whole.type() + "\r\nContent-Length: " + body.length + "\r\nRetry-After: "
                    + answer.headers().get(Problem.RETRY_AFTER) + "\r\nConnection: close\r\n\r\n";
            try {
                channel.write(ByteBuffer.wrap(
                        (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
                channel.shutdownOutput();
            } catch (IOException e) {
                LOG.trace("the refused client is gone", e);
            }
        }
    }

    /** Returns the entered connection with these ends. */
    public Open find(Ends ends) {
        Open found = open.get(ends);
        if (found == null) {
            throw new IllegalStateException("a connection that was never accepted: " + ends);
        }
        return found;
    }

    /** Cuts overdue connections, and removes closed ones. */
    public void look() {
        long now = System.nanoTime();
        open.forEach((ends, connection) -> {
            connection.cutIfOverdue(now);
            if (!connection.channel.isOpen() && open.remove(ends, connection)) {
                leave(connection);
            }
        });
    }

    private void leave(Open connection) {
        ofNetwork.computeIfPresent(connection.network, (_, count) -> count == 1 ? null : count - 1);
    }

    public int count() {
        return open.size();
    }

    public long refused() {
        return refused.sum();
    }

    public long cut() {
        return cut.sum();
    }

    /** One connection, as its serving thread marks it. */
    public final class Open {

        private final SocketChannel channel;
        private final Network network;
        private final long acceptedAt = System.nanoTime();
        private volatile boolean ready;
        private volatile boolean writing;
        private volatile boolean wasCut;
        private volatile long writingSince;

        private Open(SocketChannel channel, Network network) {
            this.channel = channel;
            this.network = network;
        }

        /** Marks the handshake as done. */
        public void ready() {
            ready = true;
        }

        public void beginWrite() {
            writingSince = System.nanoTime();
            writing = true;
        }

        public void endWrite() {
            writing = false;
        }

        public boolean wasCut() {
            return wasCut;
        }

        private void cutIfOverdue(long now) {
            boolean isOverdue = ready
                    ? writing && now - writingSince > writeTimeout.toNanos()
                    : now - acceptedAt > handshakeTimeout.toNanos();
            if (isOverdue && channel.isOpen()) {
                wasCut = true;
                cut.increment();
                try {
                    // A reset: part of an answer must not look like all of it, nor stay in the system's buffers.
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    channel.close();
                } catch (IOException e) {
                    LOG.debug("could not close an overdue connection", e);
                }
            }
        }
    }
}
