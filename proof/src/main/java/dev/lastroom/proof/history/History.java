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
 * Everything clients saw of a hotel, from its opening to a last look at it when all commands were done. Immutable and
 * thread-safe.
 *
 * @param totals the rooms of each night at the opening, none of them booked
 * @param commands the clients' commands, in the order of their starts
 * @param nights the nights at the end
 * @param bookings the bookings at the end, and whether each is live
 * @param keyLifetime how long a key is remembered
 * @param derivedKeyWindow how long a derived key replays its booking
 */
public record History(
        Map<NightKey, Integer> totals,
        List<RecordedCommand> commands,
        Map<NightKey, NightCount> nights,
        Map<BookingId, Boolean> bookings,
        Duration keyLifetime,
        Duration derivedKeyWindow) {

    public History {
        totals = Map.copyOf(totals);
        commands = commands.stream()
                .sorted(Comparator.comparingLong(RecordedCommand::start))
                .toList();
        nights = Map.copyOf(nights);
        bookings = Map.copyOf(bookings);
    }

    /** How many bookings and cancels were acknowledged. */
    public int acknowledged() {
        return count(answer -> answer instanceof ClientAnswer.Booked || answer instanceof ClientAnswer.Cancelled);
    }

    /** How many commands have no answer that says what they did. */
    public int unknown() {
        return count(ClientAnswer.Unknown.class::isInstance);
    }

    private int count(Predicate<ClientAnswer> wanted) {
        return (int)
                commands.stream().map(RecordedCommand::answer).filter(wanted).count();
    }

    /** The booking requests, by the id that the booking has if it was made. */
    public Map<BookingId, Op.Book> bookRequests() {
        Map<BookingId, Op.Book> requests = new HashMap<>();
        for (RecordedCommand recorded : commands) {
            if (recorded.op() instanceof Op.Book book) {
                requests.put(book.id(), book);
            }
        }
        return requests;
    }
}
