package dev.lastroom.client;

import dev.lastroom.client.model.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events. It connects again when the connection breaks, is silent for
 * {@value #SILENCE_SECONDS} s or ends, and goes on after the last element it has seen, so that none is missed and none
 * comes twice. For one reading thread; any thread may close it.
 *
 * @param <E> the elements
 */
public final class Follower<E> implements Iterator<Follower.Item<E>>, AutoCloseable {

    /** The server speaks every 15 s. */
    private static final int SILENCE_SECONDS = 45;

    private final Transport transport;
    private final Limits limits;
    private final StreamCall<E> call;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String position;
    private volatile @Nullable Connection connection;
    private @Nullable String seen;
    private @Nullable Item<E> next;
    private int failures;

    Follower(Transport transport, Limits limits, StreamCall<E> call) {
        this.transport = transport;
        this.limits = limits;
        this.call = call;
    }

    /**
     * An element of a stream.
     *
     * @param id its place in the log, to go on from
     * @param value the element
     */
    public record Item<E>(String id, E value) {}

    /** Returns where to go on after all that {@link #next} has returned; null if nothing is known yet. */
    public @Nullable String position() {
        return position;
    }

    /**
     * Waits for the next element.
     *
     * @return false once this is closed, or the thread is interrupted
     * @throws RefusedException if the server refuses the stream, as it does a cursor beyond the end of its log
     */
    @Override
    public boolean hasNext() {
        while (next == null && !isClosed()) {
            try {
                read(connected());
            } catch (IOException e) {
                disconnect();
                failures++;
                rest(limits.pause(failures));
            } catch (RuntimeException e) {
                // Asked again, it reads again what could not be read.
                disconnect();
                throw e;
            }
        }
        return next != null && !isClosed();
    }

    @Override
    public Item<E> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("closed");
        }
        Item<E> item = next;
        next = null;
        position = item.id;
        return item;
    }

    /** Ends the stream; a thread that waits for an element goes on. */
    @Override
    public void close() {
        closed.countDown();
        disconnect();
    }

    private boolean isClosed() {
        return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private Connection connected() throws IOException {
        Connection now = connection;
        if (now != null) {
            return now;
        }
        HttpRequest.Builder request = transport.request(call.call()).timeout(limits.attempt());
        if (seen != null) {
            request.setHeader("Last-Event-ID", seen);
        }
        HttpResponse<InputStream> response = open(request.build());
        if (response.statusCode() != 200) {
            refuse(response);
        }
        now = new Connection(response.body());
        connection = now;
        if (isClosed()) {
            disconnect();
        }
        return now;
    }

    private HttpResponse<InputStream> open(HttpRequest request) throws IOException {
        try {
            return transport.http().send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void refuse(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        Problem problem;
        try (InputStream body = response.body()) {
            problem = Transport.problem(response.headers(), body.readAllBytes());
        }
        if (problem == null ? status < 500 : !problem.retryable()) {
            throw new RefusedException(call.call(), status, problem);
        }
        rest(Transport.retryAfter(response.headers()));
        throw new IOException(RefusedException.describe(status, problem));
    }

    /** Reads until an element, or the end of the connection. An element that is cut off does not count. */
    private void read(Connection from) throws IOException {
        StringBuilder data = new StringBuilder();
        String id = null;
        for (String line = from.line(); line != null; line = from.line()) {
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line, "data: ".length(), line.length());
            } else if (line.isEmpty() && id != null) {
                failures = 0;
                if (!data.isEmpty()) {
                    next = new Item<>(id, Json.MAPPER.readValue(data.toString(), call.element()));
                    seen = id;
                    return;
                }
                seen = id;
                position = id;
            }
        }
        throw new IOException("the stream has ended");
    }

    private void disconnect() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            last.end();
        }
    }

    private void rest(Duration time) {
        try {
            boolean ended = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                disconnect();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that ends when it has been silent for too long, as a broken network is. */
    private static final class Connection {

        private final InputStream in;
        private final BufferedReader reader;
        private volatile long heard = System.nanoTime();
        private volatile boolean ended;

        Connection(InputStream in) {
            this.in = in;
            this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            watch(TimeUnit.SECONDS.toNanos(SILENCE_SECONDS));
        }

        @Nullable
        String line() throws IOException {
            String line = reader.readLine();
            heard = System.nanoTime();
            return line;
        }

        private void watch(long nanos) {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> {
                long left = heard + TimeUnit.SECONDS.toNanos(SILENCE_SECONDS) - System.nanoTime();
                if (left <= 0) {
                    end();
                } else if (!ended) {
                    watch(left);
                }
            });
        }

        void end() {
            ended = true;
            try {
                in.close();
            } catch (IOException e) {
                // It is of no more use either way.
            }
        }
    }
}
