package dev.lastroom.proof.run;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.RecordedCommand;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The promises that must hold after every step. Thread-safe. */
final class Promises {

    private final SmallHotel hotel;
    private final Set<BookingId> acknowledged = new HashSet<>();
    private final Set<BookingId> cancelled = new HashSet<>();

    Promises(SmallHotel hotel) {
        this.hotel = hotel;
    }

    /** Records an answer to a client. */
    synchronized void told(RecordedCommand recorded) {
        if (recorded.answer() instanceof ClientAnswer.Booked(var id, boolean _)) {
            acknowledged.add(id);
        }
        if (recorded.answer() instanceof ClientAnswer.Cancelled && recorded.op() instanceof Cancel(var id)) {
            cancelled.add(id);
        }
    }

    /** @throws BrokenPromiseException if one is broken */
    synchronized void check(Reads reads) {
        Map<NightKey, NightCount> counts = hotel.counts(reads);
        require(counts.size() == hotel.nights() * hotel.roomTypes().size(), "Nights are missing: " + counts);
        counts.forEach((night, count) -> require(
                count.booked() >= 0 && count.booked() <= count.total(),
                "A night is over its limit: " + night + " " + count));
        IntegrityReport report = reads.integrity();
        require(report.consistent(), "The recount finds drift: " + report.drift());
        Map<BookingId, Booking> bookings = SmallHotel.bookings(reads);
        acknowledged.forEach(id -> require(bookings.containsKey(id), "An acknowledged booking is lost: " + id));
        cancelled.forEach(id -> require(isCancelled(bookings.get(id)), "An acknowledged cancel is lost: " + id));
    }

    private static boolean isCancelled(@Nullable Booking booking) {
        return booking != null && !booking.isLive();
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new BrokenPromiseException(message);
        }
    }
}
