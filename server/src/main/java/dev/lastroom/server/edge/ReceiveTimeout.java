package dev.lastroom.server.edge;

import dev.lastroom.engine.lane.Breakdown;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ends connections that take too long to send their headers or body. The web server itself only ends those that wait
 * for a request, and would keep a stalled one forever.
 *
 * <p>Protocol: the thread of a connection enters itself when it begins to receive, and takes itself out when it is done,
 * before anything is carried out. A timer interrupts the threads that are overdue, which closes their sockets. Both
 * happen under the lock of the entry, so that no thread is ever interrupted after it has taken itself out.
 */
public final class ReceiveTimeout implements Http1ConnectionListener, AutoCloseable {

    private final Duration timeout;
    private final Map<Thread, Receiving> receiving = new ConcurrentHashMap<>();
    private final Ticker ticker;

    public ReceiveTimeout(Duration timeout, Breakdown breakdown) {
        this.timeout = timeout;
        this.ticker = new Ticker("lastroom-receive-timeout", Ticker.period(timeout), breakdown, this::endOverdue);
    }

    /** The request line is there; the headers follow. */
    @Override
    public void prologue(ConnectionContext ctx, HttpPrologue prologue) {
        begin();
    }

    /** The headers are there. */
    @Override
    public void headers(ConnectionContext ctx, Headers headers) {
        end();
    }

    /** Lets {@code receive} run, but not for longer than the timeout. */
    public <T> T within(Supplier<T> receive) {
        begin();
        try {
            return receive.get();
        } finally {
            end();
        }
    }

    /** As the other, for what gives no result. */
    public void within(Runnable receive) {
        begin();
        try {
            receive.run();
        } finally {
            end();
        }
    }

    private void begin() {
        receiving.put(Thread.currentThread(), new Receiving(System.nanoTime() + timeout.toNanos()));
    }

    private void end() {
        Receiving mine = receiving.remove(Thread.currentThread());
        // What is not there any more was taken out by the timer.
        if (mine == null || mine.end()) {
            throw new ServerConnectionException("the request took too long", new SocketTimeoutException());
        }
    }

    private void endOverdue() {
        long now = System.nanoTime();
        receiving.forEach((thread, entry) -> {
            if (entry.isOverdue(now)) {
                entry.interrupt(thread);
                // A thread that failed to read its headers never takes itself out.
                receiving.remove(thread, entry);
            }
        });
    }

    @Override
    public void close() {
        ticker.close();
    }

    private static final class Receiving {

        private final long deadline;
        private boolean ended;
        private boolean interrupted;

        Receiving(long deadline) {
            this.deadline = deadline;
        }

        boolean isOverdue(long now) {
            return now - deadline > 0;
        }

        synchronized void interrupt(Thread thread) {
            if (!ended) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Whether it was too late. */
        synchronized boolean end() {
            ended = true;
            return interrupted;
        }
    }
}
