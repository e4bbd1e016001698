package dev.lastroom.engine.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the first reason why the process cannot go on: memory has run out, or a vital thread has ended. From then on
 * the engine answers every command at once, and the program that runs it is notified. Thread-safe.
 */
public final class Breakdown {

    private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);

    static {
        // Loads the class now: once file descriptors have run out, no class can be loaded from its file.
        Class<?> _ = Cause.class;
    }

    private final CompletableFuture<Cause> first = new CompletableFuture<>();

    /**
     * The cause of a breakdown.
     *
     * @param part which part of the process
     * @param why the error that stopped it
     */
    public record Cause(String part, Throwable why) {

        /** The reason in words, for people and problem bodies. */
        public String message() {
            return why instanceof OutOfMemoryError ? "memory has run out in " + part : part + " has stopped";
        }
    }

    /**
     * Whether {@code e} makes everything in the process unreliable. A stack overflow unwinds and harms nothing else;
     * running out of memory may have stopped any thread in the middle of anything.
     */
    public static boolean isFatal(Throwable e) {
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    }

    /** Reports that {@code part} has ended; only the first report counts. */
    public void report(String part, Throwable why) {
        Cause cause = new Cause(part, why);
        if (first.isDone()) {
            return;
        }
        try {
            LOG.error(
                    "{}: {}; the process cannot continue",
                    part,
                    why.toString(),
                    why.getStackTrace().length > 0 ? why : null);
        } finally {
            boolean _ = first.complete(cause);
        }
    }

    /** Reports {@code e} if it is fatal. A thread that catches everything calls this first. */
    public void reportIfFatal(String part, Throwable e) {
        if (isFatal(e)) {
            report(part, e);
        }
    }

    /** Wraps the work of a thread that must not end by itself: whatever it throws is reported. */
    public Runnable watched(String part, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                report(part, e);
            }
        };
    }

    /** The cause of the breakdown; null if nothing has broken. */
    public @Nullable Cause cause() {
        return first.getNow(null);
    }

    /** Completes with the first breakdown, on the thread that reports it. */
    public CompletionStage<Cause> first() {
        return first.minimalCompletionStage();
    }
}
