package dev.lastroom.engine.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the first reason for which the process cannot go on: memory has run out, or a thread that everything depends on
 * has ended. From then on the engine answers every command at once, and whoever runs it is told. Thread-safe.
 */
public final class Breakdown {

    private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);

    static {
        // Where file descriptors have run out, no class can be loaded from its file any more.
        Class<?> _ = Cause.class;
    }

    private final CompletableFuture<Cause> first = new CompletableFuture<>();

    /**
     * What broke.
     *
     * @param part which part of the process
     * @param why what it could not go on after
     */
    public record Cause(String part, Throwable why) {

        /** In words, for people and problem bodies. */
        public String message() {
            return why instanceof OutOfMemoryError ? "memory has run out in " + part : part + " has ended";
        }
    }

    /**
     * Whether nothing that runs in the process can be relied on after {@code e}. A stack that overflowed is unwound and
     * harms nobody else; memory that ran out may have failed any thread in the midst of anything.
     */
    public static boolean isFatal(Throwable e) {
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    }

    /** Says that {@code part} has ended; only the first time counts. */
    public void report(String part, Throwable why) {
        Cause cause = new Cause(part, why);
        if (first.isDone()) {
            return;
        }
        try {
            LOG.error(
                    "{}: {}; the process cannot go on",
                    part,
                    why.toString(),
                    why.getStackTrace().length > 0 ? why : null);
        } finally {
            boolean _ = first.complete(cause);
        }
    }

    /** Reports {@code e} if it is fatal; a thread that catches everything calls this first. */
    public void reportIfFatal(String part, Throwable e) {
        if (isFatal(e)) {
            report(part, e);
        }
    }

    /** Work of a thread that must not end before it is told to: whatever it throws is reported. */
    public Runnable watched(String part, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                report(part, e);
            }
        };
    }

    /** What broke; null while all is well. */
    public @Nullable Cause cause() {
        return first.getNow(null);
    }

    /** Completes with what breaks first, on the thread that reports it. */
    public CompletionStage<Cause> first() {
        return first.minimalCompletionStage();
    }
}
