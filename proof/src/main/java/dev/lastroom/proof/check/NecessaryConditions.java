package dev.lastroom.proof.check;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.proof.history.ClientAnswer.Booked;
import dev.lastroom.proof.history.ClientAnswer.Cancelled;
import dev.lastroom.proof.history.ClientAnswer.Full;
import dev.lastroom.proof.history.ClientAnswer.NothingHappened;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.RecordedCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Conditions that every explainable history meets. Each is checked by itself in about linear time, so they judge
 * histories of any length and say in one line what is wrong. Meeting them all proves nothing. Used once.
 */
final class NecessaryConditions {

    private final History history;
    private final NightLimits limits;
    private final Map<BookingId, RecordedCommand> bookEvents = new HashMap<>();
    private final Map<BookingId, List<RecordedCommand>> cancelEvents = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private NecessaryConditions(History history) {
        this.history = history;
        this.limits = NightLimits.of(history);
        for (RecordedCommand recorded : history.commands()) {
            if (recorded.op() instanceof Book book) {
                bookEvents.put(book.id(), recorded);
            } else if (recorded.op() instanceof Cancel(var id) && !(recorded.answer() instanceof NothingHappened)) {
                cancelEvents.computeIfAbsent(id, _ -> new ArrayList<>()).add(recorded);
            }
        }
    }

    /** Returns what no order can explain, one line each; empty if nothing was found. */
    static List<String> violations(History history) {
        NecessaryConditions conditions = new NecessaryConditions(history);
        conditions.checkAnswers();
        conditions.checkBookings();
        conditions.checkKeys();
        conditions.checkNights();
        return conditions.violations;
    }

    private void checkAnswers() {
        for (RecordedCommand recorded : history.commands()) {
            if (recorded.answer() instanceof Booked(var id, boolean replayed)) {
                require(history.bookings().containsKey(id), "An acknowledged booking is lost: " + recorded);
                require(
                        replayed
                                || (recorded.op() instanceof Book book
                                        && book.id().equals(id)),
                        "A new booking has another request's id: " + recorded);
            }
            if (recorded.answer() instanceof Cancelled && recorded.op() instanceof Cancel(var id)) {
                require(
                        Boolean.FALSE.equals(history.bookings().get(id)),
                        "An acknowledged cancel is lost: " + recorded);
            }
            if (recorded.answer() instanceof Full full && recorded.op() instanceof Book book && !full.replayed()) {
                checkRefusal(recorded, book, full);
            }
        }
        cancelEvents.forEach((id, commands) -> require(
                commands.stream()
                                .filter(e -> e.answer().equals(new Cancelled(false)))
                                .count()
                        <= 1,
                "A booking was cancelled more than once: " + commands));
    }

    private void checkBookings() {
        history.bookings().forEach((id, live) -> {
            RecordedCommand made = bookEvents.get(id);
            require(made != null, "No request made the booking " + id);
            require(
                    made == null || !(made.answer() instanceof NothingHappened),
                    "The answer said that nothing happened, but the booking exists: " + made);
            require(
                    made == null || !(made.answer() instanceof Full full && !full.replayed()),
                    "The request was refused, but the booking exists: " + made);
            require(live || cancelEvents.containsKey(id), "No request cancelled the booking " + id);
        });
    }

    private void checkKeys() {
        Map<String, List<Book>> madeUnder = new HashMap<>();
        history.bookings().keySet().forEach(id -> {
            if (bookEvents.get(id) instanceof RecordedCommand(int _, Book book, var _, long _, long _)) {
                madeUnder.computeIfAbsent(book.key(), _ -> new ArrayList<>()).add(book);
            }
        });
        madeUnder.forEach((key, books) -> {
            for (Book one : books) {
                for (Book other : books) {
                    require(
                            one.id().compareTo(other.id()) >= 0 || !isTwice(one, other),
                            "Two bookings were made under one key: " + one + " and " + other);
                }
            }
        });
    }

    private boolean isTwice(Book one, Book other) {
        Duration between = Duration.between(one.at(), other.at()).abs();
        return one.derived()
                ? isLive(one) && isLive(other) && between.compareTo(history.derivedKeyWindow()) < 0
                : between.compareTo(history.keyLifetime()) < 0;
    }

    private boolean isLive(Book book) {
        return Boolean.TRUE.equals(history.bookings().get(book.id()));
    }

    private void checkNights() {
        Map<NightKey, Integer> counted = new HashMap<>();
        Map<NightKey, List<Hold>> holds = new HashMap<>();
        history.bookings().forEach((id, live) -> {
            if (bookEvents.get(id) instanceof RecordedCommand(int _, Book book, var _, long _, long end)) {
                Hold hold = Hold.certain(book, end, cancelEvents.getOrDefault(id, List.of()));
                for (NightKey night : book.nights()) {
                    counted.merge(night, live ? book.rooms() : 0, Integer::sum);
                    holds.computeIfAbsent(night, _ -> new ArrayList<>()).add(hold);
                }
            }
        });
        history.nights().forEach((night, count) -> {
            require(isInRange(count), "A night is over its limit: " + night + " " + count);
            int expected = counted.getOrDefault(night, 0);
            require(
                    count.booked() == expected,
                    "The count of " + night + " is " + count + ", but its bookings add up to " + expected);
            int most = Hold.most(holds.getOrDefault(night, List.of()));
            require(most <= limits.most(night), "More rooms were sold than exist: " + most + " on " + night);
        });
    }

    private static boolean isInRange(NightCount count) {
        return count.booked() >= 0 && count.booked() <= count.total();
    }

    /** Checks that at some moment in the refusal's interval as many rooms may have been sold as it says. */
    private void checkRefusal(RecordedCommand refusal, Book refused, Full full) {
        require(full.available() < refused.rooms(), "Refused although there were enough rooms: " + refusal);
        int atMost = 0;
        for (BookingId id : history.bookings().keySet()) {
            if (bookEvents.get(id) instanceof RecordedCommand(int _, Book book, var _, long start, long _)
                    && book.nights().contains(full.night())
                    && start < refusal.end()
                    && !isCancelledBefore(id, refusal.start())) {
                atMost += book.rooms();
            }
        }
        int least = limits.least(full.night()) - full.available();
        require(atMost >= least, "Refused although at most " + atMost + " rooms can have been sold: " + refusal);
    }

    private boolean isCancelledBefore(BookingId id, long moment) {
        return cancelEvents.getOrDefault(id, List.of()).stream()
                .anyMatch(e -> e.answer() instanceof Cancelled && e.end() < moment);
    }

    private void require(boolean met, String violation) {
        if (!met) {
            violations.add(violation);
        }
    }
}
