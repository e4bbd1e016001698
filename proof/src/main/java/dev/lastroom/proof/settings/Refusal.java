package dev.lastroom.proof.settings;

/**
 * What stops bookings or would let a promise be broken, and no session can set.
 *
 * @param change what is done to a database that was in use, with {@code %s} for its name
 * @param named what a store must name when it does not open, or does not book
 */
record Refusal(String change, String named) {}
