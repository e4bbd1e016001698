package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts every night anew from the events alone: what each took away and what it added. It also checks that the events
 * of each subject form a chain, see {@link EventOrder}. Feed it all events, with those of one booking in a row and
 * otherwise in log order, and then all nights of one consistent snapshot. It remembers nights, not bookings. Not
 * thread-safe.
 */
public final class EventRecount {

    private final Map<NightKey, NightTally> counts = new TreeMap<>();
    private final List<Drift> booked = new ArrayList<>();
    private final List<Drift> totals = new ArrayList<>();
    private final EventOrder order = new EventOrder();
    private @Nullable BookingId booking;
    private long events;
    private long nights;

    /**
     * The result.
     *
     * @param events how many events were counted
     * @param nights how many nights were compared
     * @param booked the nights whose count of booked rooms differs from the events
     * @param totals the nights whose number of rooms differs from the events
     * @param breaks the events that do not follow the one before
     */
    public record Report(
            long events, long nights, List<Drift> booked, List<Drift> totals, List<EventOrder.Break> breaks) {

        public Report {
            booked = List.copyOf(booked);
            totals = List.copyOf(totals);
            breaks = List.copyOf(breaks);
        }

        /** Whether the events form a chain and add up to the nights' counts. */
        public boolean consistent() {
            return booked.isEmpty() && totals.isEmpty() && breaks.isEmpty();
        }
    }

    private static final class NightTally {
        private long booked;
        private long total;
    }

    /** Counts the event at {@code id} in the log. */
    public void event(EventId id, Event.What what) {
        events++;
        forgetAllBut(bookingId(what));
        order.event(id, what);
        switch (what) {
            case BookingEvent event -> {
                book(event.before(), -1);
                book(event.after(), 1);
            }
            case NightsEvent event -> {
                offer(event.roomTypeId(), event.before(), -1);
                offer(event.roomTypeId(), event.after(), 1);
            }
            case AllotmentEvent event -> {
                setAside(event.before(), -1);
                setAside(event.after(), 1);
            }
            // These change no counts.
            case PropertyEvent _, RoomTypeEvent _, WaitlistEvent _ -> {}
        }
    }

    private void forgetAllBut(@Nullable BookingId next) {
        if (booking != null && !booking.equals(next)) {
            order.forget(booking);
        }
        booking = next;
    }

    /** The booking that an event is about, which may be the offer to an entry. */
    private static @Nullable BookingId bookingId(Event.What what) {
        return switch (what) {
            case BookingEvent event -> event.after().id();
            case WaitlistEvent event -> event.after().id().offer();
            case NightsEvent _, AllotmentEvent _, PropertyEvent _, RoomTypeEvent _ -> null;
        };
    }

    private void book(@Nullable Booking of, int sign) {
        if (of != null) {
            of.nightsHeld()
                    .forEach(date -> count(new NightKey(of.roomTypeId(), date)).booked += (long) sign * of.rooms());
        }
    }

    private void offer(RoomTypeId roomTypeId, List<NightsEvent.Span> spans, int sign) {
        for (NightsEvent.Span span : spans) {
            span.from()
                    .datesUntil(span.to())
                    .forEach(date -> count(new NightKey(roomTypeId, date)).total += (long) sign * span.total());
        }
    }

    private void setAside(AllotmentEvent.@Nullable Side side, int sign) {
        if (side != null) {
            for (AllotmentEvent.AllotmentSpan nights : side.nights()) {
                nights.from()
                        .datesUntil(nights.to())
                        .map(date -> new NightKey(side.allotment().roomTypeId(), date))
                        .forEach(night -> count(night).booked += (long) sign * nights.left());
            }
        }
    }

    private NightTally count(NightKey night) {
        return counts.computeIfAbsent(night, _ -> new NightTally());
    }

    /** Compares a night with the events counted so far. Call it after all {@link #event}. */
    public void night(Night night) {
        nights++;
        NightTally counted = counts.remove(night.key());
        compare(night.key(), counted == null ? new NightTally() : counted, night.booked(), night.total());
    }

    private void compare(NightKey night, NightTally counted, long recordedBooked, long recordedTotal) {
        if (counted.booked != recordedBooked) {
            booked.add(new Drift(night.roomTypeId(), night.date(), counted.booked, recordedBooked));
        }
        if (counted.total != recordedTotal) {
            totals.add(new Drift(night.roomTypeId(), night.date(), counted.total, recordedTotal));
        }
    }

    /** The result. Events of nights that do not exist are drift too. */
    public Report report() {
        counts.forEach((night, counted) -> compare(night, counted, 0, 0));
        counts.clear();
        Comparator<Drift> byNight = Comparator.comparing(Drift::roomTypeId).thenComparing(Drift::date);
        booked.sort(byNight);
        totals.sort(byNight);
        return new Report(events, nights, booked, totals, order.breaks());
    }
}
