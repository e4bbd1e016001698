package dev.lastroom.server.cli;

import dev.lastroom.engine.lane.Breakdown;
import java.time.Duration;

/**
 * Ends a process that cannot go on, so that its supervisor starts another. Made early: without free file descriptors,
 * no class can be loaded from its file.
 *
 * @param grace how long requests in flight are waited for
 */
record EndOfProcess(Duration grace) {

    /** The exit status, the same as when a JVM ends because memory ran out. */
    static final int BROKEN = 3;

    /** How long beyond the grace an orderly end may take. */
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(10);

    /**
     * Ends the process: at once if nothing in it can be relied on, otherwise as on a normal stop. Returns earlier, so
     * that nothing waits for the thread that found the cause.
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
