package dev.lastroom.proof.starvation;

import java.time.Duration;

/**
 * The limits that the judges of a run apply.
 *
 * @param round how long each round attacks; it continues longer until honest clients were served in it
 * @param stall the longest wait of an honest client for its answer, including everything it has to send again
 * @param probe the longest wait for {@code /healthz} and {@code /readyz}
 * @param giveBack how long the server may keep what a round took, once the round is over
 */
record Bounds(Duration round, Duration stall, Duration probe, Duration giveBack) {

    /** For a person who waits. */
    static final Bounds QUICK =
            new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** For a long run. */
    static final Bounds THOROUGH =
            new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10));
}
