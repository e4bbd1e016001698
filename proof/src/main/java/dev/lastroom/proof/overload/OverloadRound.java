package dev.lastroom.proof.overload;

import java.time.Duration;

/**
 * A moderate load followed by an overload.
 *
 * @param unloaded the p99 of a booking at half the capacity
 * @param accepted the waiting time of a booking under overload
 * @param refused the waiting time of a refusal under overload
 * @param bookings how many were accepted under overload
 * @param refusals how many were refused under overload
 */
record OverloadRound(Duration unloaded, Duration accepted, Duration refused, long bookings, long refusals) {

    private static final int ACCEPTED_FACTOR = 3;
    private static final Duration REFUSED_MAX = Duration.ofMillis(50);

    /** @param percentile which waiting time under overload is judged, 0-100 */
    static OverloadRound of(Load moderate, Load overload, double percentile) {
        return new OverloadRound(
                moderate.accepted(99),
                overload.accepted(percentile),
                overload.refused(percentile),
                overload.accepted(),
                overload.refused());
    }

    boolean isKept() {
        return bookings > 0
                && refusals > 0
                && accepted.compareTo(unloaded.multipliedBy(ACCEPTED_FACTOR)) <= 0
                && refused.compareTo(REFUSED_MAX) <= 0;
    }

    @Override
    public String toString() {
        return "unloaded p99 %d ms, accepted %d ms (%d), refused %d ms (%d)"
                .formatted(unloaded.toMillis(), accepted.toMillis(), bookings, refused.toMillis(), refusals);
    }
}
