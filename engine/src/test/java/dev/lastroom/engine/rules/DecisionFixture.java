package dev.lastroom.engine.rules;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.rules.Decision.Decided;
import dev.lastroom.engine.testing.TestHotel;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Shared by the tests of the rules: rows to decide against, and ways to read a decision. */
abstract class DecisionFixture {

    /** The hotel with five open nights from today, ten rooms each. */
    final WorkingSet rows = TestHotel.rows(5, 10);

    Decision decision = new Decision(Rules.DEFAULT);

    /** Decides, and leaves the rows as they are. */
    <R> Decided<R> decide(Request<R> request) {
        return decision.decide(TestHotel.asks(rows, List.of(request)).state(), request);
    }

    <R> Decided<R> decide(Command<R> command) {
        return decide(TestHotel.request(command));
    }

    /** Decides, and changes the rows as a batch does. */
    <R> Outcome<R> carryOut(Request<R> request) {
        return TestHotel.asks(rows, List.of(request))
                .decide(List.of(request), decision)
                .getFirst()
                .as(request.command().answer());
    }

    List<Outcome<?>> decideAll(List<Request<?>> requests, Decision decision) {
        return TestHotel.asks(rows, requests).decide(requests, decision);
    }

    <R> Outcome<R> carryOut(Command<R> command) {
        return carryOut(TestHotel.request(command));
    }

    Booking booked(Command<Booking> command) {
        return booking(carryOut(command));
    }

    Night nightNow(LocalDate date) {
        return Objects.requireNonNull(rows.state().night(new NightKey(DELUXE, date)));
    }

    void load(Night night) {
        rows.nights().load(night.key(), night);
    }

    static Booking booking(Outcome<?> outcome) {
        return outcome.as(Booking.class).orElseThrow();
    }

    static void assertRefused(Decided<?> decided, Refusal reason) {
        assertThat(decided.outcome()).isEqualTo(new Refused<>(reason, false));
    }

    static void assertRefusedAndUnchanged(Decided<?> decided, Refusal reason) {
        assertRefused(decided, reason);
        assertThat(decided.changes()).isEmpty();
    }
}
