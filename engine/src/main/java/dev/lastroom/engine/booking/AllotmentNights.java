package dev.lastroom.engine.booking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An allotment with all its nights. Immutable and thread-safe.
 *
 * @param nights in order
 */
public record AllotmentNights(Allotment allotment, List<AllotmentNight> nights) {

    public AllotmentNights {
        nights = List.copyOf(nights);
    }

    static AllotmentNights of(State state, Allotment allotment) {
        return new AllotmentNights(
                allotment,
                allotment.stay().dates().stream()
                        .map(date -> Objects.requireNonNull(state.allotmentNight(allotment.id(), date)))
                        .toList());
    }

    /** The allotment as it is at {@code now}, also where nobody has noted yet that nights are released. */
    public AllotmentNights asOf(Instant now) {
        return new AllotmentNights(
                allotment, nights.stream().map(night -> night.asOf(now)).toList());
    }
}
