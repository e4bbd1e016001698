package dev.lastroom.proof.stress;

/**
 * The totals of a run. Immutable and thread-safe.
 *
 * @param requests all bookings and cancels that were sent
 * @param booked bookings that were made
 * @param soldOut bookings that found no room
 * @param cancelled bookings that were cancelled
 * @param expired holds whose confirmation came after their end
 * @param replayed answers that repeat an earlier one
 * @param conflicts keys that were used with another request
 * @param trouble answers that no client should get
 * @param p50Millis half of the answers took no longer, in milliseconds
 * @param p99Millis 99 of 100 answers took no longer, in milliseconds
 * @param bookingsPerSecond bookings made per second during races
 */
public record StressTotals(
        long requests,
        long booked,
        long soldOut,
        long cancelled,
        long expired,
        long replayed,
        long conflicts,
        long trouble,
        double p50Millis,
        double p99Millis,
        double bookingsPerSecond) {}
