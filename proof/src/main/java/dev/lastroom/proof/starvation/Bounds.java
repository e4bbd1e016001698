package dev.lastroom.proof.starvation;

import java.time.Duration;

/**
 * The limits that the judges of a run apply.
 *
 * @param attack how long each attack lasts at least; it goes on until honest clients were served during it
 * @param stall the longest wait of an honest client for its answer, including everything it has to send again
 * @param probe the longest wait for {@code /healthz} and {@code /readyz}
 * @param giveBack how long the server may keep what an attack took, once the attack is over
 */
record Bounds(Duration attack, Duration stall, Duration probe, Duration giveBack) {

    /** For a person who waits. */
    static final Bounds QUICK =
            new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** For a long run. */
    static final Bounds THOROUGH =
            new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10));
}
