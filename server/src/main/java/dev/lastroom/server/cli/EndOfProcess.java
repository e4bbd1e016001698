package dev.lastroom.server.cli;

import dev.lastroom.engine.lane.Breakdown;
import java.time.Duration;

/**
 * Ends a process that cannot go on, so that whatever watches over it starts another. Made beforehand: where file
 * descriptors have run out, no class can be loaded from its file any more.
 *
 * @param grace how long requests in flight are waited for
 */
record EndOfProcess(Duration grace) {

    /** The exit status: that of a JVM that ends when memory runs out. */
    static final int BROKEN = 3;

    /** What is answered in time has its grace, and this beyond it. */
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(10);

    /**
     * Ends the process: at once where nothing in it can be relied on, else as if it was told to. Returns before, so that
     * the thread that found out is not waited for.
     */
    void after(Breakdown.Cause cause) {
        if (Breakdown.isFatal(cause.why())) {
            Runtime.getRuntime().halt(BROKEN);
        }
        Thread.ofPlatform().daemon().name("lastroom-end").start(() -> System.exit(BROKEN));
        Thread.ofPlatform().daemon().name("lastroom-end-at-last").start(() -> {
            try {
                Thread.sleep(grace.plus(BEYOND_GRACE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(BROKEN);
        });
    }
}
