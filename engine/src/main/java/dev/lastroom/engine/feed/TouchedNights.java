package dev.lastroom.engine.feed;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The nights whose availability, price or rules may have changed with some events. Not thread-safe. */
final class TouchedNights {

    /** Nights this far apart are read at once, with those between them. */
    private static final int APART_MAX = 100;

    private final SortedMap<RoomTypeId, NavigableSet<LocalDate>> byRoomType = new TreeMap<>();
    private int nights;

    /** Nights of a room type {@code [from, to)}, to be read at once. */
    record Range(RoomTypeId roomTypeId, LocalDate from, LocalDate to) {}

    /** How many nights there are. */
    int nights() {
        return nights;
    }

    int roomTypes() {
        return byRoomType.size();
    }

    boolean has(Night night) {
        NavigableSet<LocalDate> dates = byRoomType.get(night.roomTypeId());
        return dates != null && dates.contains(night.date());
    }

    /** Ranges that have all the nights, by room type and date. */
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        byRoomType.forEach((roomType, dates) -> {
            LocalDate from = dates.first();
            LocalDate last = from;
            for (LocalDate date : dates) {
                if (ChronoUnit.DAYS.between(last, date) > APART_MAX) {
                    ranges.add(new Range(roomType, from, last.plusDays(1)));
                    from = date;
                }
                last = date;
            }
            ranges.add(new Range(roomType, from, last.plusDays(1)));
        });
        return ranges;
    }

    /** Adds the nights of an event; rather one too many than one too few. */
    void add(Event.What what) {
        switch (what) {
            case BookingEvent event -> {
                if (frees(event)) {
                    addHeld(event.before());
                    addHeld(event.after());
                }
            }
            case NightsEvent event -> event.after().forEach(span -> add(event.roomTypeId(), span.from(), span.to()));
            // Also nights whose release was put off: rooms that were due for it until this committed no longer are.
            case AllotmentEvent event ->
                event.after()
                        .nights()
                        .forEach(span -> add(event.after().allotment().roomTypeId(), span.from(), span.to()));
            // These change no night.
            case PropertyEvent _, RoomTypeEvent _, WaitlistEvent _ -> {}
        }
    }

    /**
     * Whether a booking may have taken or freed rooms. A hold may have: one that was confirmed in time counted as lapsed
     * until that was committed.
     */
    private static boolean frees(BookingEvent event) {
        Booking before = event.before();
        Booking after = event.after();
        return before == null
                || before.isHold()
                || after.isHold()
                || before.rooms() != after.rooms()
                || !before.roomTypeId().equals(after.roomTypeId())
                || !before.nightsHeld().equals(after.nightsHeld());
    }

    private void addHeld(@Nullable Booking booking) {
        if (booking != null && !booking.nightsHeld().isEmpty()) {
            add(booking.roomTypeId(), booking.nightsHeld().getFirst(), booking.heldTo());
        }
    }

    private void add(RoomTypeId roomType, LocalDate from, LocalDate to) {
        NavigableSet<LocalDate> dates = byRoomType.computeIfAbsent(roomType, _ -> new TreeSet<>());
        int before = dates.size();
        from.datesUntil(to).forEach(dates::add);
        nights += dates.size() - before;
    }
}
