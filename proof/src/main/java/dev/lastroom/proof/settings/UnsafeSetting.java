package dev.lastroom.proof.settings;

/**
 * A setting that stops bookings or would break a promise, and that no session can override.
 *
 * @param change the SQL that changes a database in use, with {@code %s} for its name
 * @param named what a store must name when it does not open, or does not book
 */
record UnsafeSetting(String change, String named) {}
