package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Clients on connections that one thread serves, which costs far less than a thread for each. They ask again as soon as
 * they are answered, or at a given rate: then an answer's time begins when its request was due, even if no client was
 * free.
 */
final class Crowd implements Runnable, AutoCloseable {

    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 50;

    private final Selector selector;
    private final Supplier<? extends @Nullable Question> questions;
    private final long intervalNanos;
    private final Window window;
    private final Deque<Exchange> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Histogram micros = new Histogram(3);
    private final int size;
    private long answered;

    /**
     * Connects them, to the servers in turn.
     *
     * @param questions what they ask next; null for nothing yet
     * @param perSecond how many requests a second they send; 0 for as many as are answered
     * @param window when they ask, and which answers count
     */
    Crowd(
            List<URI> servers,
            int size,
            Supplier<? extends @Nullable Question> questions,
            double perSecond,
            Window window) {
        this.questions = questions;
        this.intervalNanos = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        this.window = window;
        this.size = size;
        try {
            this.selector = Selector.open();
            for (int i = 0; i < size; i++) {
                free.add(new Exchange(servers.get(i % servers.size()), selector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks until the window is over, and waits for the last answers. */
    @Override
    public void run() {
        try {
            long due = System.nanoTime();
            long answeredAt = due;
            while (!window.isOver() || free.size() < size) {
                due = window.isOver() ? due : ask(due);
                if (selector.select(this::receive, intervalNanos == 0 ? LOOK_MILLIS : 1) > 0 || free.size() == size) {
                    answeredAt = System.nanoTime();
                } else if (System.nanoTime() - answeredAt > ANSWER_NANOS_MAX) {
                    throw new ContenderFailedException((size - free.size()) + " requests were not answered", null);
                }
            }
        } catch (IOException e) {
            window.fail(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            window.fail(e);
        }
    }

    /** Lets free clients ask what is due; when the next request is. */
    private long ask(long due) throws IOException {
        long next = due;
        long now = System.nanoTime();
        while (!free.isEmpty() && next <= now) {
            Question question = questions.get();
            if (question == null) {
                break;
            }
            free.remove().send(question, intervalNanos == 0 ? now : next);
            next += intervalNanos;
        }
        return next;
    }

    private void receive(SelectionKey key) {
        Exchange exchange = (Exchange) key.attachment();
        try {
            if (exchange.receive(buffer)) {
                free.add(exchange);
                answered++;
                window.answered();
                if (window.isOpen()) {
                    micros.recordValue((System.nanoTime() - exchange.since()) / 1_000);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs crowds, each in a thread of its own, while their window passes.
     *
     * @return how many seconds it was open
     * @throws RuntimeException of the first crowd that failed
     * @throws InterruptedException if the thread was interrupted
     */
    static double run(List<Crowd> crowds, Window window, Duration ramp, Duration time, Meter meter)
            throws InterruptedException {
        double seconds;
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            crowds.forEach(threads::execute);
            seconds = window.measure(ramp, time, meter);
        }
        window.check();
        return seconds;
    }

    /** How many requests were answered in all. */
    long answered() {
        return answered;
    }

    /** How long the answers that count took. */
    Histogram micros() {
        return micros;
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                ((Exchange) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
