package dev.lastroom.engine.rules;

import dev.lastroom.engine.command.HoldTime;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings that decisions depend on. Immutable and thread-safe.
 *
 * @param keyLifetime how long a key is remembered, at most 36,500 days
 * @param derivedKeyWindow how long a derived key replays its booking
 * @param holdsPerUserMax the most live holds of a user of one owner, 1-10,000
 * @param offerFor how long an offer's rooms are held
 * @param waitlistMax the most entries for the same night, 1-1,000
 * @param waitlistOwnerMax the most of them for one owner, 1-1,000
 * @param waitsPerUserMax the most entries of a user of one owner for the same night, in all room types, 1-1,000
 * @param reinstateWithin how long after its end a booking can be reinstated at its price and terms
 */
public record Rules(
        Duration keyLifetime,
        Duration derivedKeyWindow,
        int holdsPerUserMax,
        HoldTime offerFor,
        int waitlistMax,
        int waitlistOwnerMax,
        int waitsPerUserMax,
        Duration reinstateWithin) {

    /** Keeps every instant that a rule computes within the range of every store. */
    private static final Duration TIME_MAX = Duration.ofDays(36_500);

    /** The defaults. */
    public static final Rules DEFAULT = new Draft().rules();

    /** @throws IllegalArgumentException naming the setting that is not positive or too long */
    public Rules {
        checkTime("keyLifetime", keyLifetime);
        checkTime("derivedKeyWindow", derivedKeyWindow);
        checkTime("reinstateWithin", reinstateWithin);
        if (holdsPerUserMax < 1 || holdsPerUserMax > 10_000) {
            throw new IllegalArgumentException("holdsPerUserMax must be 1 to 10000, not " + holdsPerUserMax);
        }
        if (waitlistMax < 1 || waitlistMax > 1_000) {
            throw new IllegalArgumentException("waitlistMax must be 1 to 1000, not " + waitlistMax);
        }
        if (waitlistOwnerMax < 1 || waitlistOwnerMax > 1_000) {
            throw new IllegalArgumentException("waitlistOwnerMax must be 1 to 1000, not " + waitlistOwnerMax);
        }
        if (waitsPerUserMax < 1 || waitsPerUserMax > 1_000) {
            throw new IllegalArgumentException("waitsPerUserMax must be 1 to 1000, not " + waitsPerUserMax);
        }
    }

    /** Rules under construction, starting with the defaults. Not thread-safe. */
    public static final class Draft {
        public Duration keyLifetime = Duration.ofDays(30);
        public Duration derivedKeyWindow = Duration.ofHours(24);
        public int holdsPerUserMax = 10;
        public HoldTime offerFor = new HoldTime(Duration.ofMinutes(15));
        public int waitlistMax = 200;
        public int waitlistOwnerMax = 100;
        public int waitsPerUserMax = 5;
        public Duration reinstateWithin = Duration.ofHours(24);

        private Draft() {}

        private Draft(Rules from) {
            keyLifetime = from.keyLifetime;
            derivedKeyWindow = from.derivedKeyWindow;
            holdsPerUserMax = from.holdsPerUserMax;
            offerFor = from.offerFor;
            waitlistMax = from.waitlistMax;
            waitlistOwnerMax = from.waitlistOwnerMax;
            waitsPerUserMax = from.waitsPerUserMax;
            reinstateWithin = from.reinstateWithin;
        }

        private Rules rules() {
            return new Rules(
                    keyLifetime,
                    derivedKeyWindow,
                    holdsPerUserMax,
                    offerFor,
                    waitlistMax,
                    waitlistOwnerMax,
                    waitsPerUserMax,
                    reinstateWithin);
        }
    }

    /**
     * The same rules, except for those that {@code change} sets.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public Rules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /** The same rules with other times for keys. */
    public Rules withKeys(Duration keyLifetime, Duration derivedKeyWindow) {
        return with(it -> {
            it.keyLifetime = keyLifetime;
            it.derivedKeyWindow = derivedKeyWindow;
        });
    }

    /** The same rules with another time for offers, and another number of entries for a night. */
    public Rules withWaitlist(HoldTime offerFor, int waitlistMax) {
        return with(it -> {
            it.offerFor = offerFor;
            it.waitlistMax = waitlistMax;
        });
    }

    private static void checkTime(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + " must be positive and at most " + TIME_MAX.toDays() + " days, not " + value);
        }
    }
}
