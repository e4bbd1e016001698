package dev.lastroom.engine.calendar;

import static dev.lastroom.engine.calendar.Answered.later;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.search.StayQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What this server has written about a property and memory may not have yet. A search must see those writes on whose
 * nights its answer depends. It need not wait for the others, since its answer is the same without them. Thread-safe.
 */
final class OwnWrites {

    /** So many writes are kept apart. More are kept as one, of all their nights. */
    private static final int APART_MAX = 64;

    private final AtomicReference<List<Write>> writes = new AtomicReference<>(List.of());

    /** Nights {@code [from, to)}. */
    record Nights(LocalDate from, LocalDate to) {

        /** All of them: those of a write that is not about nights alone. */
        private static final Nights ALL = new Nights(LocalDate.MIN, LocalDate.MAX);

        /** Those of a stay, and the days around it on whose rules an arrival and a departure depend. */
        static Nights of(Stay stay) {
            return new Nights(stay.start().minusDays(1), stay.end().plusDays(1));
        }

        /** Those on which an answer with other stays depends. */
        static Nights around(Stay stay) {
            return new Nights(
                    StayQuery.from(stay).minusDays(1), StayQuery.to(stay).plusDays(1));
        }

        private boolean meet(Nights other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }

        private Nights and(Nights other) {
            return new Nights(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }

        private static Nights of(Event.What what) {
            return switch (what) {
                case BookingEvent event ->
                    all(Stream.concat(Stream.ofNullable(event.before()), Stream.of(event.after()))
                            .map(booking -> booking.stay())
                            .map(stay -> new Nights(stay.start(), stay.end())));
                case NightsEvent event ->
                    all(Stream.concat(event.before().stream(), event.after().stream())
                            .map(span -> new Nights(span.from(), span.to())));
                case AllotmentEvent event ->
                    all(Stream.concat(Stream.ofNullable(event.before()), Stream.of(event.after()))
                            .flatMap(side -> side.nights().stream())
                            .map(span -> new Nights(span.from(), span.to())));
                case PropertyEvent _, RoomTypeEvent _, WaitlistEvent _ -> ALL;
            };
        }

        private static Nights all(Stream<Nights> parts) {
            return parts.reduce(Nights::and).orElse(ALL);
        }
    }

    private record Write(EventId last, Nights nights) {}

    /**
     * Notes a write.
     *
     * @param last the last event of its transaction
     * @param followed the event up to which memory has everything; writes up to there are forgotten
     */
    void add(Event event, EventId last, EventId followed) {
        Write write = new Write(last, Nights.of(event.what()));
        List<Write> _ = writes.updateAndGet(noted -> {
            List<Write> kept = new ArrayList<>(noted.size() + 1);
            for (Write one : noted) {
                if (one.last().compareTo(followed) > 0) {
                    kept.add(one);
                }
            }
            kept.add(write);
            return kept.size() <= APART_MAX
                    ? List.copyOf(kept)
                    : List.of(kept.stream().reduce(OwnWrites::asOne).orElseThrow());
        });
    }

    private static Write asOne(Write one, Write other) {
        return new Write(later(one.last(), other.last()), one.nights().and(other.nights()));
    }

    /** The last event of those writes that an answer must have which depends on these nights. */
    EventId neededFor(Nights nights) {
        EventId needed = EventId.START;
        for (Write write : writes.get()) {
            if (write.nights().meet(nights)) {
                needed = later(needed, write.last());
            }
        }
        return needed;
    }
}
