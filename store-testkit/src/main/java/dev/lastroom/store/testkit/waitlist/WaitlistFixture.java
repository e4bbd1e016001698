package dev.lastroom.store.testkit.waitlist;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.store.testkit.database.TwoServers;
import dev.lastroom.store.testkit.model.LineCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** Shared by the waitlist contracts: joining, and judging what becomes of entries. */
@Timeout(60)
abstract class WaitlistFixture extends TwoServers {

    static final Duration OFFER = Duration.ofMinutes(15);

    final WaitlistEntry join(String user, int day, int nights, int rooms) {
        return entry(other.submit(Join.insteadOf(book(user, day, nights, rooms))));
    }

    static WaitlistEntry entry(Outcome<?> outcome) {
        if (outcome instanceof Done(WaitlistEntry entry, boolean _)) {
            return entry;
        }
        throw new AssertionError("not waiting: " + outcome);
    }

    final WaitlistStatus status(WaitlistEntry entry) {
        return server.read().waitlist().entry(entry.id()).orElseThrow().status();
    }

    final Booking offer(WaitlistEntry entry) {
        assertThat(status(entry)).isEqualTo(WaitlistStatus.OFFERED);
        return server.read().booking(entry.id().offer()).orElseThrow();
    }

    final Outcome<?> answer(WaitlistEntry entry, WaitlistStep step) {
        return server.submit(new AdvanceEntry(EntryTarget.of(entry.id()), step));
    }

    final void open(RulesChange rules, int day, @Nullable Integer totalRooms) {
        server.submit(new OpenNights(DELUXE, TODAY.plusDays(day), TODAY.plusDays(day + 1), totalRooms, null, rules));
    }

    static RulesChange closed(boolean closed) {
        return new RulesChange(null, closed, null, null, null, null, null, null);
    }

    /** Checks all that must hold regardless of history. */
    final void allIsWell() throws Exception {
        assertThat(LineCheck.ofWhatIsLeft(server.read(), clock.get())).isEmpty();
        database.awaitEvents();
        assertThat(server.read().integrityFromEvents()).matches(EventRecount.Report::consistent);
    }
}
