package dev.lastroom.proof.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on its own port in front of a local server, with at most one {@link NetworkFault} at a time.
 * Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

    /** The delay of data in {@link NetworkFault#LATENCY}, in milliseconds, each way. */
    static final int LATENCY = 50;

    private final int serverPort;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong hits = new AtomicLong();
    private volatile @Nullable NetworkFault fault;
    private volatile int slowBytes = 1;

    /** Listens on a free port, and forwards everything to {@code serverPort}. */
    public FaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    /** The port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Starts a fault.
     *
     * @param newSlowBytes how many bytes arrive every ten milliseconds in {@link NetworkFault#SLOW_READS}, 1 or more
     */
    public void begin(NetworkFault newFault, int newSlowBytes) {
        hit();
        slowBytes = newSlowBytes;
        fault = newFault;
        if (newFault == NetworkFault.HALF_OPEN) {
            links.forEach(Link::die);
        }
        if (newFault == NetworkFault.REFUSED) {
            links.forEach(Link::reset);
        }
    }

    /** Ends the fault; dead connections stay dead. */
    public void end() {
        fault = null;
    }

    /** Resets dead connections, as a network does that has forgotten them. */
    public void resetDead() {
        links.stream().filter(Link::isDead).forEach(Link::reset);
    }

    /** How often a fault began, and how many connections it cut, refused or killed. */
    long hits() {
        return hits.get();
    }

    void hit() {
        hits.incrementAndGet();
    }

    @Nullable
    NetworkFault fault() {
        return fault;
    }

    int slowBytes() {
        return slowBytes;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                // A server that hangs keeps only this client waiting.
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket client) {
        try {
            open(client);
        } catch (IOException e) {
            // It ended before it began.
        }
    }

    private void open(Socket client) throws IOException {
        NetworkFault now = fault;
        if (now != null && !now.letsConnect()) {
            hit();
            refuse(client);
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException e) {
            // As a client without a proxy would see it.
            refuse(client);
            return;
        }
        Link link = new Link(this, client, server);
        links.add(link);
        if (fault == NetworkFault.HALF_OPEN) {
            link.die();
        }
        link.start();
    }

    private static void refuse(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    void forget(Link link) {
        links.remove(link);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        links.forEach(Link::reset);
    }
}
