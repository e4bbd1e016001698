package dev.lastroom.store.testkit.waitlist;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.store.testkit.model.GrandHotel;
import dev.lastroom.store.testkit.model.LineCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Rooms that come free are offered once, and no entry is overtaken, while guests act at once on two servers of one
 * database.
 */
public abstract class WaitlistRaceContract extends WaitlistFixture {

    private static final int RACERS = 6;

    private List<Event> events() throws Exception {
        database.awaitEvents();
        List<Event> events = new ArrayList<>();
        EventPage page = new EventPage(List.of(), EventId.START, true);
        while (page.hasMore()) {
            page = server.read().events(page.next(), null, 1_000);
            page.events().forEach(recorded -> events.add(recorded.event()));
        }
        return events;
    }

    /** As many rooms are held as come free, each once, whichever command and server frees them. */
    @Test
    void roomsThatComeFreeOnTwoServersAtOnceAreEachOfferedOnce() throws Exception {
        GrandHotel.open(server, 10, 3);
        List<Booking> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            taken.add(booking(server.submit(book("guest-" + i, 0, 2, 1))));
        }
        List<WaitlistEntry> line = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            line.add(join("waits-" + i, i % 2, 1 + i % 3 % 2, 1));
        }
        List<Outcome<?>> outcomes = GrandHotel.atOnce(
                20,
                i -> () -> i < 10
                        ? server(i).submit(new Cancel(taken.get(i).id(), null))
                        : server(i).submit(book("new-" + i, 0, 1, 1)));
        assertThat(outcomes).noneMatch(Failed.class::isInstance);
        assertThat(line)
                .filteredOn(entry -> status(entry) == WaitlistStatus.OFFERED)
                .hasSizeGreaterThan(9);
        allIsWell();
    }

    @Test
    void joinsAndCancelsAtOnceLeaveNobodyWaitingForAFreeRoom() throws Exception {
        GrandHotel.open(server, 1, 40);
        List<Booking> taken = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            taken.add(booking(server.submit(book("guest-" + day, day, 1, 1))));
        }
        GrandHotel.atOnce(
                40,
                i -> () -> i % 2 == 0
                        ? server(i / 2).submit(Join.insteadOf(book("waits-" + i, i / 2, 1, 1)))
                        : server(i / 2 + 1).submit(new Cancel(taken.get(i / 2).id(), null)));
        allIsWell();
    }

    /** Stays of one night, whose events are in the order of their locks, so overtaking would show. */
    @Test
    void inARaceNoEntryThatFitsIsOvertaken() throws Exception {
        race(1);
        assertThat(LineCheck.ofHowItCame(events())).isEmpty();
        allIsWell();
    }

    @Test
    void inARaceOfLongerStaysNobodyWaitsForFreeRooms() throws Exception {
        race(3);
        allIsWell();
    }

    /** Entries are hidden from commands that free rooms, as if no entry were looked at. Both judges must detect it. */
    @Test
    void negativeControlWithoutTheGuardEntriesAreOvertaken() throws Exception {
        GrandHotel.open(server, 4, 4);
        hideThoseWhoWait();
        race(1);
        Booking taken = booking(server.submit(book("ann", 5, 1, 4)));
        join("bob", 5, 1, 1);
        server.submit(new Cancel(taken.id(), null));
        showThoseWhoWait();
        assertThat(LineCheck.ofHowItCame(events())).isNotEmpty();
        assertThat(LineCheck.ofWhatIsLeft(server.read(), clock.get())).isNotEmpty();
    }

    private void hideThoseWhoWait() throws Exception {
        database.execute(
                "ALTER TABLE waitlist RENAME TO waitlist_kept",
                "CREATE VIEW waitlist AS SELECT * FROM waitlist_kept WHERE status <> 'WAITING'");
        database.letWaitlistViewBeWrittenTo();
    }

    private void showThoseWhoWait() throws Exception {
        database.execute("DROP VIEW waitlist", "ALTER TABLE waitlist_kept RENAME TO waitlist");
    }

    /** Lets six guests on two servers act at random and at once, in a hotel that is almost always full. */
    private void race(int nightsMax) throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println(getClass().getSimpleName() + ": -Dlastroom.seed=" + seed);
        GrandHotel.open(server, 4, 6);
        SplittableRandom seeds = new SplittableRandom(seed);
        List<BookingId> bookings = new CopyOnWriteArrayList<>();
        List<EntryId> entries = new CopyOnWriteArrayList<>();
        List<Racer> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(new Racer(i, seeds.split(), nightsMax, bookings, entries));
        }
        GrandHotel.atOnce(RACERS, i -> racers.get(i)::run);
        // After an offer ends, the next command serves the line.
        server.submit(new CatchUp(DELUXE));
        assertThat(entries).hasSizeGreaterThan(10);
    }

    private final class Racer {

        private final int number;
        private final SplittableRandom random;
        private final int nightsMax;
        private final List<BookingId> bookings;
        private final List<EntryId> entries;

        Racer(int number, SplittableRandom random, int nightsMax, List<BookingId> bookings, List<EntryId> entries) {
            this.number = number;
            this.random = random;
            this.nightsMax = nightsMax;
            this.bookings = bookings;
            this.entries = entries;
        }

        boolean run() {
            for (int i = 0; i < 40; i++) {
                step(i);
            }
            return true;
        }

        private void step(int i) {
            Book wanted = book(
                    "guest-" + number + "-" + i,
                    1 + random.nextInt(2),
                    1 + random.nextInt(nightsMax),
                    1 + random.nextInt(2));
            int dice = random.nextInt(20);
            if (dice < 9) {
                Book asked = dice < 2 ? wanted.heldFor(new HoldTime(Duration.ofMinutes(5))) : wanted;
                if (server(number).submit(asked) instanceof Done(Booking made, boolean _)) {
                    bookings.add(made.id());
                } else if (server(number).submit(Join.insteadOf(wanted))
                        instanceof Done(WaitlistEntry made, boolean _)) {
                    entries.add(made.id());
                }
            } else if (dice < 14 && !bookings.isEmpty()) {
                server(number).submit(new Cancel(any(bookings), null));
            } else if (dice < 18 && !entries.isEmpty()) {
                WaitlistStep step = random.nextBoolean() ? WaitlistStep.ACCEPT : WaitlistStep.LEAVE;
                EntryId entry = any(entries);
                if (server(number).submit(new AdvanceEntry(EntryTarget.of(entry), step))
                                instanceof Done(WaitlistEntry now, boolean _)
                        && now.status() == WaitlistStatus.ACCEPTED) {
                    bookings.add(entry.offer());
                }
            } else if (dice == 18) {
                pass(Duration.ofMinutes(random.nextInt(8)));
            } else {
                int day = 1 + random.nextInt(2);
                server(number)
                        .submit(new OpenNights(
                                new RoomTypeId(DELUXE.value()),
                                TODAY.plusDays(day),
                                TODAY.plusDays(day + 1),
                                4 + random.nextInt(3),
                                null));
            }
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }
    }
}
