package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.model.AllPages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the record with what the guests were told. */
public final class CrashCheck {

    private final Reads reads;
    private final int capacity;
    private final Notes notes;

    /** @param capacity how many rooms every night has */
    public CrashCheck(Reads reads, int capacity, Notes notes) {
        this.reads = reads;
        this.capacity = capacity;
        this.notes = notes;
    }

    /** Notes every difference. */
    public void compare(List<WantedBooking> all) {
        Map<String, List<Booking>> byKey = new HashMap<>();
        for (Booking booking : AllPages.all(Page.LIMIT_MAX, page -> reads.bookings(BookingFilter.ALL, page))) {
            byKey.computeIfAbsent(booking.origin().key().value(), _ -> new ArrayList<>())
                    .add(booking);
        }
        oversold(byKey);
        for (WantedBooking wanted : all) {
            List<Booking> found = byKey.getOrDefault(wanted.key(), List.of());
            byKey.remove(wanted.key());
            if (found.size() > 1) {
                notes.doubled(wanted.key());
            }
            if (found.isEmpty()) {
                missing(wanted);
            } else {
                compare(wanted, found.getFirst());
            }
        }
        byKey.keySet().forEach(key -> notes.finding("No guest asked for the booking under key " + key));
        IntegrityReport recount = reads.integrity();
        recount.drift().forEach(drift -> notes.finding("The recount finds " + drift));
    }

    private void oversold(Map<String, List<Booking>> byKey) {
        Map<NightKey, Integer> sold = new HashMap<>();
        byKey.values().stream()
                .flatMap(List::stream)
                .filter(Booking::isLive)
                .forEach(booking -> booking.stay()
                        .dates()
                        .forEach(date ->
                                sold.merge(new NightKey(booking.roomTypeId(), date), booking.rooms(), Integer::sum)));
        sold.forEach((night, rooms) -> {
            if (rooms > capacity) {
                notes.oversold(night.toString());
            }
        });
    }

    private void missing(WantedBooking wanted) {
        if (wanted.booked() == WantedBooking.Done.YES) {
            notes.lost(wanted.key());
        }
    }

    private void compare(WantedBooking wanted, Booking booking) {
        BookingId id = wanted.id();
        if (id != null && !id.equals(booking.id())) {
            notes.lost(wanted.key());
            return;
        }
        if (wanted.refused()) {
            notes.finding("Key " + wanted.key() + " is booked although it was refused");
        }
        if (wanted.booked() == WantedBooking.Done.NO) {
            notes.finding("Key " + wanted.key() + " is booked although the answer said that nothing happened");
        }
        if (wanted.cancelled() == WantedBooking.Done.YES && booking.isLive()) {
            notes.lost("cancel of " + wanted.key());
        }
        if (wanted.cancelled() == WantedBooking.Done.NO && !booking.isLive()) {
            notes.finding("Key " + wanted.key() + " is cancelled, but no guest cancelled it");
        }
        if (!isAsWanted(wanted, booking)) {
            notes.finding("Key " + wanted.key() + " is booked as " + booking + " instead of " + wanted.book());
        }
    }

    private static boolean isAsWanted(WantedBooking wanted, Booking booking) {
        return booking.userId().equals(wanted.book().userId())
                && booking.roomTypeId().equals(wanted.book().wanted().roomTypeId())
                && booking.stay().equals(wanted.book().wanted().stay())
                && booking.rooms() == wanted.book().wanted().rooms();
    }
}
