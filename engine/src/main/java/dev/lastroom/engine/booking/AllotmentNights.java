package dev.lastroom.engine.booking;

import java.time.Instant;
import java.util.List;

/**
 * An allotment with all its nights. Immutable and thread-safe.
 *
 * @param nights in order
 */
public record AllotmentNights(Allotment allotment, List<AllotmentNight> nights) {

    public AllotmentNights {
        nights = List.copyOf(nights);
    }

    /** The allotment as it is at {@code now}, also where nobody has noted yet that nights are released. */
    public AllotmentNights asOf(Instant now) {
        return new AllotmentNights(
                allotment, nights.stream().map(night -> night.asOf(now)).toList());
    }
}
