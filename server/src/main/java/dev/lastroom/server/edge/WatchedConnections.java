package dev.lastroom.server.edge;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * HTTP/1.1 connections whose writes are marked in {@link Connections}. Each write is handed on in parts, to tell a slow
 * client that takes part after part from one that takes nothing. Thread-safe.
 */
public final class WatchedConnections implements ServerConnectionSelector {

    /**
     * The size of a part of a write. Before the system takes the next part, the client must have emptied the buffer,
     * which holds about as much again.
     */
    static final int PART_BYTES = 64 * 1024;

    private final Connections connections;
    private final Http1ConnectionSelector http1;

    public WatchedConnections(Connections connections, Http1Config http1) {
        this.connections = connections;
        this.http1 = Http1ConnectionSelector.builder().config(http1).build();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        Connections.Open open = connections.find(new Connections.Ends(
                context.remotePeer().address(), context.localPeer().address()));
        open.ready();
        return new Watched(
                http1.connection(new WatchedContext(context, new WatchedWriter(context.dataWriter(), open))));
    }

    /** Keeps a connection interruptible while it waits for a request, as the web server needs at shutdown. */
    private record Watched(ServerConnection connection) implements ServerConnection, InterruptableTask<Void> {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }

    private record WatchedWriter(DataWriter writer, Connections.Open open) implements DataWriter {

        @Override
        public void write(BufferData... buffers) {
            writeNow(BufferData.create(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            writeNow(buffer);
        }

        @Override
        public void writeNow(BufferData... buffers) {
            writeNow(BufferData.create(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            while (buffer.available() > PART_BYTES) {
                byte[] part = new byte[PART_BYTES];
                int length = buffer.read(part);
                writePart(BufferData.create(part, 0, length));
            }
            writePart(buffer);
        }

        private void writePart(BufferData part) {
            open.beginWrite();
            try {
                writer.writeNow(part);
            } catch (RuntimeException e) {
                if (open.wasCut()) {
                    throw new CloseConnectionException(
                            "the client did not take the answer", new SocketTimeoutException("write timed out"));
                }
                throw e;
            } finally {
                open.endWrite();
            }
        }
    }

    /** The web server's context of a connection, with another writer. */
    private record WatchedContext(ConnectionContext context, DataWriter dataWriter) implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public DataReader dataReader() {
            return context.dataReader();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
