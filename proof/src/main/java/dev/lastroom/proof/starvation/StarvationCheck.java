package dev.lastroom.proof.starvation;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.model.AllPages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares the honest clients' bookings with what the clients were told.
 *
 * @param lost acknowledged bookings that are missing, and acknowledged cancels that did not last
 * @param doubled users who asked once and have more than one booking
 * @param oversold nights with more rooms booked than there are
 */
record StarvationCheck(long lost, long doubled, long oversold) {

    static StarvationCheck of(Reads reads, String owner, StarvedHotel hotel, Notes notes) {
        Map<String, Booking> byId = new HashMap<>();
        Set<String> users = new HashSet<>();
        long doubled = 0;
        BookingFilter theirs = new BookingFilter(owner, null, null, null, null, null);
        for (Booking booking : AllPages.all(Page.LIMIT_MAX, page -> reads.bookings(theirs, page))) {
            byId.put(booking.id().toString(), booking);
            doubled += users.add(booking.userId().value()) ? 0 : 1;
        }
        long lost = notes.bookings().entrySet().stream()
                .filter(told -> {
                    Booking booking = byId.get(told.getKey());
                    return booking == null
                            || !booking.userId().value().equals(told.getValue())
                            || (notes.isCancelled(told.getKey()) && booking.isLive());
                })
                .count();
        IntegrityReport recount = reads.integrity();
        if (!recount.consistent()) {
            notes.find("The recount finds drift: " + recount.drift());
        }
        return new StarvationCheck(lost, doubled, hotel.oversold(reads));
    }
}
