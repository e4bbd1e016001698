package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.Hotel.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.store.testkit.model.LineCheck;
import org.junit.jupiter.api.Timeout;

/** Shared by the waitlist contracts: joining, and judging what becomes of entries. */
@Timeout(60)
abstract class WaitlistFixture extends TwoServers {

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

    /** Checks all that must hold regardless of history. */
    final void allIsWell() throws Exception {
        assertThat(LineCheck.ofWhatIsLeft(server.read(), clock.get())).isEmpty();
        database.awaitEvents();
        assertThat(server.read().integrityFromEvents()).matches(EventRecount.Report::consistent);
    }
}
