package dev.lastroom.proof.history;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything clients saw of a hotel, from its opening to a look at everything when all were done. Immutable and
 * thread-safe.
 *
 * @param totals the rooms of each night at the opening, none of them booked
 * @param events the clients' commands, in the order of their starts
 * @param nights the nights at the end
 * @param bookings the bookings at the end, and whether each is live
 * @param keyLifetime how long a key is remembered
 * @param derivedKeyWindow how long a derived key replays its booking
 */
public record History(
        Map<NightKey, Integer> totals,
        List<Event> events,
        Map<NightKey, Count> nights,
        Map<BookingId, Boolean> bookings,
        Duration keyLifetime,
        Duration derivedKeyWindow) {

    public History {
        totals = Map.copyOf(totals);
        events = events.stream().sorted(Comparator.comparingLong(Event::start)).toList();
        nights = Map.copyOf(nights);
        bookings = Map.copyOf(bookings);
    }

    /** How many bookings and cancels were acknowledged. */
    public int acknowledged() {
        return count(answer -> answer instanceof Answer.Booked || answer instanceof Answer.Cancelled);
    }

    /** How many commands have no answer that says what they did. */
    public int unknown() {
        return count(Answer.Unknown.class::isInstance);
    }

    private int count(Predicate<Answer> wanted) {
        return (int) events.stream().map(Event::answer).filter(wanted).count();
    }

    /** The booking requests, by the id that the booking has if it was made. */
    public Map<BookingId, Op.Book> bookRequests() {
        Map<BookingId, Op.Book> requests = new HashMap<>();
        for (Event event : events) {
            if (event.op() instanceof Op.Book book) {
                requests.put(book.id(), book);
            }
        }
        return requests;
    }
}
