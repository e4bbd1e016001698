package dev.lastroom.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often the client tries.
 *
 * @param attempt the longest time for one attempt, until its answer is read
 * @param call the longest time for a call with all its attempts and pauses
 * @param attemptsMax the most attempts of a call, 1 or more
 * @param pauseMin the longest first pause; it doubles with each attempt
 * @param pauseMax the longest pause, unless the server asks for a longer one
 */
record Limits(Duration attempt, Duration call, int attemptsMax, Duration pauseMin, Duration pauseMax) {

    private static final int DOUBLINGS_MAX = 20;

    Limits {
        if (!isPositive(attempt) || !isPositive(call) || !isPositive(pauseMin) || !isPositive(pauseMax)) {
            throw new IllegalArgumentException("a time must be positive");
        }
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attemptsMax is " + attemptsMax + ", must be 1 or more");
        }
    }

    /** Returns a random pause after some attempts, so that clients that failed together do not come back together. */
    Duration pause(int attempts) {
        long doubled = pauseMin.toMillis() << Math.min(attempts - 1, DOUBLINGS_MAX);
        long most = Math.max(1, Math.min(doubled, pauseMax.toMillis()));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
