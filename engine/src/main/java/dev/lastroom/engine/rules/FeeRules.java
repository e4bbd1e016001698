package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fees for a cancel or a no-show, by the booking's own terms. A fee once due is a minimum: neither a change nor a
 * reinstatement lowers it. The engine computes fees and charges nobody.
 */
final class FeeRules {

    private FeeRules() {}

    /** The fee to cancel {@code booking} on the property's {@code date}; null if the hotel has no policy. */
    static @Nullable Money ofCancel(Booking booking, LocalDate date) {
        Money byTerms = byTerms(booking, date);
        // A hold is no promise to come yet: it would expire by itself and cost nothing.
        Money due = byTerms != null && booking.isHold() ? new Money(0, byTerms.currency()) : byTerms;
        return most(due, most(booking.life().cancellationFee(), booking.rate().leastFee()));
    }

    /** The fee for a no-show: the same as a cancel on the day of arrival. */
    static @Nullable Money ofNoShow(Booking booking) {
        return most(byTerms(booking, booking.stay().start()), booking.rate().leastFee());
    }

    /** A booking after a change, with a fee of at least what a cancel would have cost before it. */
    static Booking keepingFee(Booking before, Booking changed, LocalDate date) {
        if (!Transition.CANCEL.leadsFrom(before.status())) {
            return changed;
        }
        Money due = ofCancel(before, date);
        // Computed as for a confirmed booking: a confirmed hold owes by its terms, and an earlier cancel's fee is gone.
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
