package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the events of each booking, waitlist entry, night, allotment, property and room type form a chain: each
 * event must begin with the state in which the one before it ended. A missing, repeated or misplaced event breaks the
 * chain.
 *
 * <p>Feed it the events of each subject in the order of the log. It remembers the last state of each subject. Not
 * thread-safe.
 */
public final class EventOrder {

    private static final String BOOKING = "booking ";
    private static final String ENTRY = "waitlist entry ";

    private final Map<String, Object> states = new HashMap<>();
    private final List<Break> breaks = new ArrayList<>();

    /**
     * An event that does not follow the one before it.
     *
     * @param event the event's place in the log
     * @param subject what it is about, such as {@code night deluxe 2027-01-10}
     * @param known the state in which the event before ended; null if there was none
     * @param told the state with which this event begins; null if it begins with nothing
     */
    public record Break(
            EventId event,
            String subject,
            @Nullable String known,
            @Nullable String told) {}

    /** One night of an allotment, as an event shows it. */
    private record AllottedNight(int rooms, int pickedUp, boolean released) {}

    /** Checks the event at {@code event} in the log. */
    public void event(EventId event, Event.What what) {
        switch (what) {
            case BookingEvent it -> follows(event, BOOKING + it.after().id(), it.before(), it.after());
            // Once offered, an entry follows its booking. The booking's events tell of its stay, so only the status is
            // the entry's own.
            case WaitlistEvent it ->
                follows(
                        event,
                        ENTRY + it.after().id(),
                        it.before() == null ? null : it.before().status(),
                        it.after().status());
            case PropertyEvent it -> follows(event, "property " + it.after().id(), it.before(), it.after());
            case RoomTypeEvent it -> follows(event, "room type " + it.after().id(), it.before(), it.after());
            case NightsEvent it -> {
                Map<LocalDate, NightsEvent.Span> before = byNight(it.before());
                byNight(it.after())
                        .forEach((date, offer) ->
                                follows(event, "night " + it.roomTypeId() + " " + date, before.get(date), offer));
            }
            case AllotmentEvent it -> {
                String subject = "allotment " + it.after().allotment().id();
                AllotmentEvent.Side before = it.before();
                follows(
                        event,
                        subject,
                        before == null ? null : before.allotment(),
                        it.after().allotment());
                Map<LocalDate, AllottedNight> nights = before == null ? Map.of() : byNight(before);
                byNight(it.after())
                        .forEach((date, night) -> follows(event, subject + " " + date, nights.get(date), night));
            }
        }
    }

    /** Forgets a booking, and the entry whose offer it may be. They have no more events. */
    void forget(BookingId id) {
        states.remove(BOOKING + id);
        states.remove(ENTRY + EntryId.of(id));
    }

    /** The events so far that did not follow the one before. */
    public List<Break> breaks() {
        return List.copyOf(breaks);
    }

    private void follows(EventId event, String subject, @Nullable Object before, Object after) {
        Object known = states.put(subject, after);
        if (!Objects.equals(known, before)) {
            breaks.add(new Break(event, subject, describe(known), describe(before)));
        }
    }

    private static @Nullable String describe(@Nullable Object state) {
        return switch (state) {
            case null -> null;
            case Booking booking -> "version " + booking.version() + ", " + booking.status();
            default -> state.toString();
        };
    }

    private static Map<LocalDate, NightsEvent.Span> byNight(List<NightsEvent.Span> offers) {
        Map<LocalDate, NightsEvent.Span> nights = new HashMap<>();
        for (NightsEvent.Span offer : offers) {
            offer.from()
                    .datesUntil(offer.to())
                    .forEach(date -> nights.put(
                            date,
                            new NightsEvent.Span(date, date.plusDays(1), offer.total(), offer.price(), offer.rules())));
        }
        return nights;
    }

    private static Map<LocalDate, AllottedNight> byNight(AllotmentEvent.Side side) {
        Map<LocalDate, AllottedNight> nights = new HashMap<>();
        for (AllotmentEvent.AllotmentSpan part : side.nights()) {
            AllottedNight night = new AllottedNight(part.rooms(), part.pickedUp(), part.released());
            part.from().datesUntil(part.to()).forEach(date -> nights.put(date, night));
        }
        return nights;
    }
}
