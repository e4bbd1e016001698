package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the waitlist of one room type without rules, only by its final state and the log of events. It shares nothing
 * with the rules that decided. Not thread-safe.
 */
public final class LineCheck {

    private final Map<LocalDate, Integer> free = new HashMap<>();
    private final Map<EntryId, WaitlistEntry> waiting = new HashMap<>();
    private final Set<EntryId> offered = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * Returns what is wrong with the final state: offers without rooms or made twice, and entries that wait for rooms
     * they could have.
     */
    public static List<String> ofWhatIsLeft(Reads reads, Instant now) {
        List<String> violations = new ArrayList<>();
        for (WaitlistEntry entry : entries(reads)) {
            Optional<Booking> offer = reads.booking(entry.id().offer());
            if (offer.isPresent() != (entry.offeredAt() != null)) {
                violations.add("an offer without a booking, or a booking without an offer: " + entry);
            }
            if (entry.status() == WaitlistStatus.OFFERED
                    && !offer.filter(Booking::isHold).isPresent()) {
                violations.add("offered, but nothing is held: " + entry);
            }
            boolean fits = reads
                    .nights(
                            entry.roomTypeId(),
                            entry.stay().start(),
                            entry.stay().end())
                    .stream()
                    .allMatch(night -> night.available() >= entry.rooms());
            if (entry.isWaiting(now) && fits) {
                violations.add("waits for rooms that are free: " + entry);
            }
        }
        if (!reads.integrity().consistent()) {
            violations.add("drift: " + reads.integrity().drift());
        }
        return violations;
    }

    static List<WaitlistEntry> entries(Reads reads) {
        return AllPages.all(Page.LIMIT_MAX, page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page));
    }

    /**
     * Returns what is wrong with the history: rooms taken while an earlier entry could have had them. If all stays are
     * of one night, events are in the order in which that night was locked.
     */
    public static List<String> ofHowItCame(List<Event> events) {
        LineCheck check = new LineCheck();
        events.forEach(event -> check.event(event.what()));
        return check.violations;
    }

    private void event(Event.What what) {
        switch (what) {
            case NightsEvent it -> {
                it.before().forEach(offer -> add(offer.from(), offer.to(), -offer.total()));
                it.after().forEach(offer -> add(offer.from(), offer.to(), offer.total()));
            }
            case BookingEvent it -> {
                if (takesMore(it)) {
                    nobodyIsOvertaken(it.after());
                }
                book(it.before(), 1);
                book(it.after(), -1);
            }
            case WaitlistEvent it -> waiter(it.after());
            case PropertyEvent _, RoomTypeEvent _, AllotmentEvent _ -> {}
        }
    }

    private static boolean takesMore(BookingEvent event) {
        Booking before = event.before();
        return !event.after().nightsHeld().isEmpty()
                && (before == null
                        || before.nightsHeld().isEmpty()
                        || event.after().rooms() > before.rooms()
                        || !before.stay().equals(event.after().stay()));
    }

    private void nobodyIsOvertaken(Booking taker) {
        waiting.values().stream()
                .filter(entry -> meet(entry.stay(), taker.stay()) && fits(entry))
                .min(WaitlistEntry.IN_ORDER)
                .filter(first -> !first.id().offer().equals(taker.id()))
                .ifPresent(first -> violations.add(first + " was overtaken by " + taker));
    }

    private static boolean meet(Stay one, Stay other) {
        return one.start().isBefore(other.end()) && other.start().isBefore(one.end());
    }

    private boolean fits(WaitlistEntry entry) {
        return entry.stay().dates().stream().allMatch(date -> free.getOrDefault(date, 0) >= entry.rooms());
    }

    private void waiter(WaitlistEntry entry) {
        if (entry.status() == WaitlistStatus.WAITING) {
            waiting.put(entry.id(), entry);
        } else {
            waiting.remove(entry.id());
        }
        if (entry.status() == WaitlistStatus.OFFERED && !offered.add(entry.id())) {
            violations.add("offered twice: " + entry);
        }
    }

    private void book(@Nullable Booking booking, int sign) {
        if (booking != null) {
            booking.nightsHeld().forEach(date -> free.merge(date, sign * booking.rooms(), Integer::sum));
        }
    }

    private void add(LocalDate from, LocalDate to, int rooms) {
        from.datesUntil(to).forEach(date -> free.merge(date, rooms, Integer::sum));
    }
}
