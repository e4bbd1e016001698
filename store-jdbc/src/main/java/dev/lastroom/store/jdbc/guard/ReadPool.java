package dev.lastroom.store.jdbc.guard;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.jdbc.Stop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads that run reads for others. Callers are mostly virtual threads, and a native call pins the thread
 * that carries a virtual one: as many slow reads as there are cores would stop all of them. Thread-safe.
 *
 * <p>Protocol: a caller queues its read, or learns at once that the queue is full, and waits until the deadline. A read
 * that is still queued then is removed. A running read is {@linkplain Stop stopped}, again and again until its thread
 * is back; its caller does not wait for that.
 */
public final class ReadPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

    private static final long STOP_AGAIN_MILLIS = 50;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final String work;
    private final ReadSettings settings;
    private final ThreadPoolExecutor threads;
    private final Set<Read<?>> running = ConcurrentHashMap.newKeySet();

    /**
     * Starts a pool.
     *
     * @param work the kind of reads, such as reads or recounts
     */
    ReadPool(String work, ReadSettings settings) {
        this.work = work;
        this.settings = settings;
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.queueMax()),
                Thread.ofPlatform().name("lastroom-" + work + "-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    private final class Read<T> implements Runnable {

        private final Supplier<T> read;
        private final Stop stop = new Stop();
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        Read(Supplier<T> read) {
            this.read = read;
        }

        @Override
        public void run() {
            running.add(this);
            try {
                answer.complete(stop.during(read));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            } finally {
                running.remove(this);
            }
        }
    }

    /**
     * Runs a read in a thread of the pool.
     *
     * @throws StoreException if the queue is full or the deadline has passed; and what {@code read} throws
     */
    <T> T call(Supplier<T> read) {
        Read<T> one = enqueue(read);
        try {
            return one.answer.get(settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (TimeoutException e) {
            throw givenUp(one);
        } catch (InterruptedException e) {
            StoreException _ = givenUp(one);
            Thread.currentThread().interrupt();
            throw new StoreException(Failure.STORE_UNAVAILABLE, "The server is stopping", null);
        }
    }

    /**
     * Does the same as {@link #call} for work that may write: once begun, its caller waits for it, and its
     * transaction's limits end it.
     */
    <T> T callToTheEnd(Supplier<T> work) {
        Read<T> one = enqueue(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return one.answer.get();
                } catch (ExecutionException e) {
                    throw thrown(e);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Read<T> enqueue(Supplier<T> read) {
        Read<T> pooledRead = new Read<>(read);
        try {
            threads.execute(pooledRead);
            return pooledRead;
        } catch (RejectedExecutionException e) {
            throw new StoreException(
                    Failure.OVERLOADED,
                    "The queue is full: " + settings.queueMax() + " " + work + " are waiting",
                    null);
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        switch (e.getCause()) {
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case null, default -> throw new IllegalStateException(e);
        }
    }

    private StoreException givenUp(Read<?> read) {
        if (threads.remove(read)) {
            return new StoreException(
                    Failure.OVERLOADED,
                    "None of the " + settings.threads() + " threads for " + work + " was free within "
                            + settings.deadline(),
                    null);
        }
        Thread _ = Thread.ofVirtual().name("lastroom-stop").start(() -> stopUntilOver(read));
        LOG.warn("one of the {} took longer than {} and is being stopped", work, settings.deadline());
        return new StoreException(
                Failure.TRANSACTION_TIMEOUT,
                "The read took longer than " + settings.deadline() + " and was stopped",
                null);
    }

    private static void stopUntilOver(Read<?> read) {
        while (!read.answer.isDone()) {
            read.stop.stop();
            try {
                var _ = read.answer.get(STOP_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Handled above.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The kind of reads. */
    public String work() {
        return work;
    }

    /** How many reads are running. */
    public int busy() {
        return running.size();
    }

    /** How many reads wait for a thread. */
    public int queued() {
        return threads.getQueue().size();
    }

    /** The settings of the pool. */
    public ReadSettings settings() {
        return settings;
    }

    /** Stops running reads, and returns when their threads are back or after some seconds. */
    @Override
    public void close() {
        threads.shutdown();
        long end = System.nanoTime() + CLOSE_WAIT.toNanos();
        try {
            do {
                running.forEach(read -> read.stop.stop());
            } while (!threads.awaitTermination(STOP_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    && System.nanoTime() - end < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
