package dev.lastroom.proof.network;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One connection through the proxy: two virtual threads that carry bytes and apply the fault to them. */
final class Link {

    private static final int PIECE_MAX = 64 * 1024;

    private static final Duration SLOW_PAUSE = Duration.ofMillis(10);

    /** The tag of PostgreSQL's CommandComplete message, with the zero that ends it. */
    private static final String COMMIT_ANSWER = "COMMIT\0";

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private volatile boolean dead;

    Link(FaultProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
    }

    /** From now on nothing arrives, and neither side learns that the other one is gone. */
    void die() {
        dead = true;
        proxy.hit();
    }

    boolean isDead() {
        return dead;
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE_MAX];
        boolean ended = false;
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                int n = from.getInputStream().read(piece);
                if (n < 0) {
                    ended = true;
                    break;
                }
                if (!dead && !deliver(out, piece, n, answers)) {
                    proxy.hit();
                    break;
                }
            }
        } catch (IOException e) {
            // One side is gone, so the other is ended too.
        }
        if (!dead && ended) {
            // A reset would take from the other side what it has not read yet.
            close();
        } else if (!dead) {
            reset();
        }
    }

    /** Returns false if the connection must be cut instead. */
    private boolean deliver(OutputStream out, byte[] piece, int length, boolean answers) throws IOException {
        return switch (proxy.fault()) {
            case null -> write(out, piece, 0, length);
            case LATENCY -> {
                LockSupport.parkNanos(Duration.ofMillis(FaultProxy.LATENCY).toNanos());
                yield write(out, piece, 0, length);
            }
            case CUT_BEFORE_COMMIT_ANSWER -> !(answers && answersCommit(piece, length)) && write(out, piece, 0, length);
            case CUT_BEFORE_ANSWER -> !answers && write(out, piece, 0, length);
            case SLOW_READS -> answers ? drip(out, piece, length) : write(out, piece, 0, length);
            case HALF_OPEN, REFUSED -> true;
        };
    }

    private static boolean write(OutputStream out, byte[] piece, int from, int length) throws IOException {
        out.write(piece, from, length);
        return true;
    }

    private static boolean answersCommit(byte[] piece, int length) {
        return new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT_ANSWER);
    }

    private boolean drip(OutputStream out, byte[] piece, int length) throws IOException {
        int done = 0;
        while (done < length && proxy.fault() == NetworkFault.SLOW_READS) {
            int next = Math.min(proxy.slowBytes(), length - done);
            write(out, piece, done, next);
            done += next;
            LockSupport.parkNanos(SLOW_PAUSE.toNanos());
        }
        return dead || write(out, piece, done, length - done);
    }

    /** Ends the connection on both sides at once. */
    void reset() {
        for (Socket side : new Socket[] {client, server}) {
            try {
                side.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is already closed.
            }
        }
        close();
    }

    private void close() {
        proxy.forget(this);
        for (Socket side : new Socket[] {client, server}) {
            try {
                side.close();
            } catch (IOException e) {
                // It is already closed.
            }
        }
    }
}
