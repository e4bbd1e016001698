package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.model.Pages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the record with what the guests were told. */
public final class Audit {

    private final Reads reads;
    private final int capacity;
    private final Notes notes;

    /** @param capacity how many rooms every night has */
    public Audit(Reads reads, int capacity, Notes notes) {
        this.reads = reads;
        this.capacity = capacity;
        this.notes = notes;
    }

    /** Notes every difference. */
    public void compare(List<Wish> wishes) {
        Map<String, List<Booking>> byKey = new HashMap<>();
        for (Booking booking : Pages.all(Page.LIMIT_MAX, page -> reads.bookings(BookingFilter.ALL, page))) {
            byKey.computeIfAbsent(booking.origin().key().value(), _ -> new ArrayList<>())
                    .add(booking);
        }
        oversold(byKey);
        for (Wish wish : wishes) {
            List<Booking> found = byKey.getOrDefault(wish.key(), List.of());
            byKey.remove(wish.key());
            if (found.size() > 1) {
                notes.doubled(wish.key());
            }
            if (found.isEmpty()) {
                missing(wish);
            } else {
                compare(wish, found.getFirst());
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

    private void missing(Wish wish) {
        if (wish.booked() == Wish.Done.YES) {
            notes.lost(wish.key());
        }
    }

    private void compare(Wish wish, Booking booking) {
        BookingId id = wish.id();
        if (id != null && !id.equals(booking.id())) {
            notes.lost(wish.key());
            return;
        }
        if (wish.refused()) {
            notes.finding("Key " + wish.key() + " is booked although it was refused");
        }
        if (wish.booked() == Wish.Done.NO) {
            notes.finding("Key " + wish.key() + " is booked although the answer said that nothing happened");
        }
        if (wish.cancelled() == Wish.Done.YES && booking.isLive()) {
            notes.lost("cancel of " + wish.key());
        }
        if (wish.cancelled() == Wish.Done.NO && !booking.isLive()) {
            notes.finding("Key " + wish.key() + " is cancelled, but no guest cancelled it");
        }
        if (!isAsWished(wish, booking)) {
            notes.finding("Key " + wish.key() + " is booked as " + booking + " instead of " + wish.book());
        }
    }

    private static boolean isAsWished(Wish wish, Booking booking) {
        return booking.userId().equals(wish.book().userId())
                && booking.roomTypeId().equals(wish.book().wanted().roomTypeId())
                && booking.stay().equals(wish.book().wanted().stay())
                && booking.rooms() == wish.book().wanted().rooms();
    }
}
