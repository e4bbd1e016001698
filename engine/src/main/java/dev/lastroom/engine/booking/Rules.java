package dev.lastroom.engine.booking;

import java.time.Duration;

/**
 * The settings that decisions depend on. Immutable and thread-safe.
 *
 * @param keyLifetime how long a key is remembered, by default 30 days, at most 36,500
 * @param derivedKeyWindow how long a derived key replays its booking, by default 24 hours
 * @param holdsPerUserMax how many live holds a user of one owner may have, 1-10,000, by default 10
 * @param offerFor how long rooms are held for a user who waited for them, by default 15 minutes
 * @param waitlistMax how many may wait for the same night, 1-1,000, by default 200
 * @param waitlistOwnerMax how many of them may be one owner's, 1-1,000, by default 100
 */
public record Rules(
        Duration keyLifetime,
        Duration derivedKeyWindow,
        int holdsPerUserMax,
        HoldTime offerFor,
        int waitlistMax,
        int waitlistOwnerMax) {

    /** So that every instant a rule computes is one that every store keeps. */
    private static final Duration TIME_MAX = Duration.ofDays(36_500);

    private static final int HOLDS_PER_USER_MAX = 10;
    private static final HoldTime OFFER_FOR = new HoldTime(Duration.ofMinutes(15));
    private static final int WAITLIST_MAX = 200;
    private static final int WAITLIST_OWNER_MAX = 100;

    /** The defaults. */
    public static final Rules DEFAULT = new Rules(Duration.ofDays(30), Duration.ofHours(24));

    /** @throws IllegalArgumentException naming the setting that is not positive or too long */
    public Rules {
        checkTime("keyLifetime", keyLifetime);
        checkTime("derivedKeyWindow", derivedKeyWindow);
        if (holdsPerUserMax < 1 || holdsPerUserMax > 10_000) {
            throw new IllegalArgumentException("holdsPerUserMax must be 1 to 10000, not " + holdsPerUserMax);
        }
        if (waitlistMax < 1 || waitlistMax > 1_000) {
            throw new IllegalArgumentException("waitlistMax must be 1 to 1000, not " + waitlistMax);
        }
        if (waitlistOwnerMax < 1 || waitlistOwnerMax > 1_000) {
            throw new IllegalArgumentException("waitlistOwnerMax must be 1 to 1000, not " + waitlistOwnerMax);
        }
    }

    /** Rules with these times for keys. */
    public Rules(Duration keyLifetime, Duration derivedKeyWindow) {
        this(keyLifetime, derivedKeyWindow, HOLDS_PER_USER_MAX);
    }

    /** Rules with these times for keys, and this many holds. */
    public Rules(Duration keyLifetime, Duration derivedKeyWindow, int holdsPerUserMax) {
        this(keyLifetime, derivedKeyWindow, holdsPerUserMax, OFFER_FOR, WAITLIST_MAX, WAITLIST_OWNER_MAX);
    }

    /** The same with another time for offers, and so many who may wait. */
    public Rules withWaitlist(HoldTime newOfferFor, int newWaitlistMax) {
        return new Rules(keyLifetime, derivedKeyWindow, holdsPerUserMax, newOfferFor, newWaitlistMax, waitlistOwnerMax);
    }

    /** The same with so many of one owner who may wait for a night. */
    public Rules withWaitlistOwnerMax(int newWaitlistOwnerMax) {
        return new Rules(keyLifetime, derivedKeyWindow, holdsPerUserMax, offerFor, waitlistMax, newWaitlistOwnerMax);
    }

    private static void checkTime(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + " must be positive and at most " + TIME_MAX.toDays() + " days, not " + value);
        }
    }
}
