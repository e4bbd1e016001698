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
 * Ends connections that take too long to send their headers or body. The web server only ends those that wait for a
 * request, and would keep a stalled one forever.
 *
 * <p>Protocol: the thread of a connection enters itself when it begins to receive, and removes itself when it is done,
 * before anything is carried out. A timer interrupts overdue threads, which closes their sockets. Both happen under the
 * lock of the entry, so that no thread is interrupted after it has removed itself.
 */
public final class ReceiveTimeout implements Http1ConnectionListener, AutoCloseable {

    private final Duration timeout;
    private final Map<Thread, Receiving> receiving = new ConcurrentHashMap<>();
    private final Ticker ticker;

    public ReceiveTimeout(Duration timeout, Breakdown breakdown) {
        this.timeout = timeout;
        this.ticker = new Ticker("lastroom-receive-timeout", Ticker.period(timeout), breakdown, this::endOverdue);
    }

    /** Begins the timeout: the request line is there and the headers follow. */
    @Override
    public void prologue(ConnectionContext ctx, HttpPrologue prologue) {
        begin();
    }

    /** Ends the timeout: the headers are there. */
    @Override
    public void headers(ConnectionContext ctx, Headers headers) {
        end();
    }

    /** Runs {@code receive} for at most the timeout. */
    public <T> T within(Supplier<T> receive) {
        begin();
        try {
            return receive.get();
        } finally {
            end();
        }
    }

    /** Runs {@code receive}, which has no result, for at most the timeout. */
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
        // If the entry is gone, the timer removed it.
        if (mine == null || mine.end()) {
            throw new ServerConnectionException("the request took too long", new SocketTimeoutException());
        }
    }

    private void endOverdue() {
        long now = System.nanoTime();
        receiving.forEach((thread, entry) -> {
            if (entry.isOverdue(now)) {
                entry.interrupt(thread);
                // A thread that failed to read its headers never removes itself.
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

        /** Ends the entry, and returns whether the timer was first. */
        synchronized boolean end() {
            ended = true;
            return interrupted;
        }
    }
}
