package dev.lastroom.engine.booking;

import java.time.Instant;
import java.util.List;

/**
 * An allotment with all its nights. Immutable and thread-safe.
 *
 * @param nights the nights, in order
 */
public record AllotmentNights(Allotment allotment, List<AllotmentNight> nights) {

    public AllotmentNights {
        nights = List.copyOf(nights);
    }

    /** The allotment as it is at {@code now}, even if releases are not yet recorded. */
    public AllotmentNights asOf(Instant now) {
        return new AllotmentNights(
                allotment, nights.stream().map(night -> night.asOf(now)).toList());
    }
}
