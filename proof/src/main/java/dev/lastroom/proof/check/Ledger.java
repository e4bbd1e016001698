package dev.lastroom.proof.check;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.ClientAnswer.BelowBooked;
import dev.lastroom.proof.history.ClientAnswer.Booked;
import dev.lastroom.proof.history.ClientAnswer.Cancelled;
import dev.lastroom.proof.history.ClientAnswer.Full;
import dev.lastroom.proof.history.ClientAnswer.KeyConflict;
import dev.lastroom.proof.history.ClientAnswer.NotFound;
import dev.lastroom.proof.history.ClientAnswer.Seen;
import dev.lastroom.proof.history.ClientAnswer.TotalSet;
import dev.lastroom.proof.history.ClientAnswer.Unknown;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.Op.Look;
import dev.lastroom.proof.history.Op.SetTotal;
import dev.lastroom.proof.history.RecordedCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a hotel that does one thing at a time. It is written anew, in the plainest way, so that it does not
 * repeat a mistake in the engine's rules. A ledger is one point in time; {@link #after} gives the next one.
 * Immutable.
 *
 * @param bookings the bookings made, and whether each is live
 * @param keys what each key stands for
 */
record Ledger(Map<NightKey, NightCount> nights, Map<BookingId, Boolean> bookings, Map<String, Bound> keys) {

    /** The end of the first request under a key: a booking or a refusal. */
    record Bound(Book by, @Nullable Full refusal) {}

    /** The answer to a command, and the ledger after it. */
    record Next(Ledger ledger, ClientAnswer answer) {}

    /** The ledger of an opened hotel without bookings. */
    static Ledger opened(History history, List<NightKey> nights) {
        Map<NightKey, NightCount> counts = new TreeMap<>();
        nights.forEach(n -> counts.put(n, new NightCount(history.totals().getOrDefault(n, 0), 0)));
        return new Ledger(counts, Map.of(), Map.of());
    }

    /** Carries out one command. {@code books} holds every request in the history, by the booking id it carried. */
    Next after(RecordedCommand recorded, History history, Map<BookingId, Book> books) {
        return switch (recorded.op()) {
            case Book book -> book(book, history);
            case Cancel(var id) -> cancel(id, books);
            case SetTotal set -> setTotal(set);
            case Look(var seen) -> same(new Seen(seen.stream().map(this::count).toList()));
        };
    }

    private Next book(Book book, History history) {
        Bound bound = keys.get(book.key());
        if (bound != null && within(bound.by().at(), history.keyLifetime(), book.at())) {
            if (!bound.by().fingerprint().equals(book.fingerprint())) {
                return same(new KeyConflict());
            }
            if (bound.refusal() != null) {
                return same(new Full(bound.refusal().night(), bound.refusal().available(), true));
            }
            BookingId earlier = bound.by().id();
            boolean live = Boolean.TRUE.equals(bookings.get(earlier));
            if (!book.derived() || (live && within(bound.by().at(), history.derivedKeyWindow(), book.at()))) {
                return same(new Booked(earlier, true));
            }
        }
        for (NightKey night : book.nights()) {
            int available = count(night).total() - count(night).booked();
            if (available < book.rooms()) {
                Full full = new Full(night, available, false);
                return book.derived() ? same(full) : new Next(bind(new Bound(book, full)), full);
            }
        }
        Ledger booked = new Ledger(counted(book, book.rooms()), with(bookings, book.id(), true), keys);
        return new Next(booked.bind(new Bound(book, null)), new Booked(book.id(), false));
    }

    private static boolean within(Instant start, Duration time, Instant at) {
        return at.isBefore(start.plus(time));
    }

    private Next cancel(BookingId id, Map<BookingId, Book> books) {
        Boolean live = bookings.get(id);
        Book book = books.get(id);
        if (live == null || book == null) {
            return same(new NotFound());
        }
        return live
                ? new Next(
                        new Ledger(counted(book, -book.rooms()), with(bookings, id, false), keys), new Cancelled(false))
                : same(new Cancelled(true));
    }

    private Next setTotal(SetTotal set) {
        Map<NightKey, NightCount> changed = new TreeMap<>(nights);
        for (NightKey night : set.nights()) {
            int booked = count(night).booked();
            if (booked > set.total()) {
                return same(new BelowBooked());
            }
            changed.put(night, new NightCount(set.total(), booked));
        }
        return new Next(new Ledger(changed, bookings, keys), new TotalSet());
    }

    private NightCount count(NightKey night) {
        return nights.getOrDefault(night, new NightCount(0, 0));
    }

    private Map<NightKey, NightCount> counted(Book book, int rooms) {
        Map<NightKey, NightCount> changed = new TreeMap<>(nights);
        book.nights().forEach(n -> changed.put(n, new NightCount(count(n).total(), count(n).booked() + rooms)));
        return changed;
    }

    private Ledger bind(Bound bound) {
        return new Ledger(nights, bookings, with(keys, bound.by().key(), bound));
    }

    private Next same(ClientAnswer answer) {
        return new Next(this, answer);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    /**
     * Whether a client may have been told {@code told} where {@code due} was due. If the engine lost the answer to
     * its commit and asked again by the key, a refusal appears as a replay of itself. A cancel has no key here.
     */
    static boolean agrees(ClientAnswer told, ClientAnswer due) {
        return told.equals(due)
                || told instanceof Unknown
                || (due instanceof Full(var night, int available, boolean replayed)
                        && !replayed
                        && told.equals(new Full(night, available, true)));
    }

    /** Whether the history ended like this, for the nights and bookings of this ledger. */
    boolean isEnd(History history) {
        return nights.entrySet().stream()
                        .allMatch(n -> n.getValue().equals(history.nights().get(n.getKey())))
                && bookings.entrySet().stream()
                        .allMatch(b -> b.getValue().equals(history.bookings().get(b.getKey())));
    }
}
