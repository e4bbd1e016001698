package dev.lastroom.engine.booking;

import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a guest owes who does not come, by the terms that the booking was made under. Nobody is charged here. */
final class FeeRules {

    private FeeRules() {}

    /** What it costs to cancel {@code booking} on the property's today; null where the hotel has not said. */
    static @Nullable Money ofCancel(State state, Request<?> request, Booking booking) {
        CancellationPolicy policy = booking.rate().terms().cancellation();
        if (policy == null) {
            return null;
        }
        // Nobody has promised yet to come: the hold would end by itself, and cost nothing.
        if (booking.isHold()) {
            return new Money(0, booking.rate().total().currency());
        }
        LocalDate today = LifeRules.today(state, request, booking);
        return policy.fee(
                ChronoUnit.DAYS.between(today, booking.stay().start()),
                booking.rate().total());
    }

    /** What a guest owes who did not come: as one who cancels on the day of the arrival. */
    static @Nullable Money ofNoShow(Booking booking) {
        CancellationPolicy policy = booking.rate().terms().cancellation();
        return policy == null ? null : policy.fee(0, booking.rate().total());
    }
}
