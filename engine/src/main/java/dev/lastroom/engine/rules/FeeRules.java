package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a guest owes who does not come, by the terms that the booking was made under. A fee that was due once is owed at
 * least: neither a change nor a reinstatement lowers it. Nobody is charged here.
 */
final class FeeRules {

    private FeeRules() {}

    /** What it costs to cancel {@code booking} on the property's {@code date}; null where the hotel has not said. */
    static @Nullable Money ofCancel(Booking booking, LocalDate date) {
        Money byTerms = byTerms(booking, date);
        // Nobody has promised yet to come: the hold would end by itself, and cost nothing.
        Money due = byTerms != null && booking.isHold() ? new Money(0, byTerms.currency()) : byTerms;
        return most(due, most(booking.life().cancellationFee(), booking.rate().leastFee()));
    }

    /** What a guest owes who did not come: as one who cancels on the day of the arrival. */
    static @Nullable Money ofNoShow(Booking booking) {
        return most(byTerms(booking, booking.stay().start()), booking.rate().leastFee());
    }

    /** A booking after a change, under which the guest owes at least what a cancel would have cost before it. */
    static Booking keepingFee(Booking before, Booking changed, LocalDate date) {
        if (!Transition.CANCEL.leadsFrom(before.status())) {
            return changed;
        }
        Money due = ofCancel(before, date);
        // As of a confirmed booking: once a hold is one, it owes by its terms, and the fee of an earlier cancel is
        // gone.
        Money dueNow = most(byTerms(changed, date), changed.rate().leastFee());
        boolean isLower = due != null && due.minor() > (dueNow == null ? 0 : dueNow.minor());
        return isLower ? changed.at(changed.rate().withLeastFee(due)) : changed;
    }

    private static @Nullable Money byTerms(Booking booking, LocalDate date) {
        CancellationPolicy policy = booking.rate().terms().cancellation();
        return policy == null
                ? null
                : policy.fee(
                        ChronoUnit.DAYS.between(date, booking.stay().start()),
                        booking.rate().total());
    }

    private static @Nullable Money most(@Nullable Money one, @Nullable Money other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.minor() >= other.minor() ? one : other;
    }
}
