package dev.lastroom.store.testkit.waitlist;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.WaitlistRefusal.NeverEnoughRooms;
import dev.lastroom.engine.outcome.WaitlistRefusal.OwnerWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.UserWaitsEnough;
import dev.lastroom.engine.outcome.WaitlistRefusal.WaitlistFull;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries that cannot be served shut no user out: neither from the line, nor by the cost of passing over them. */
public abstract class WaitlistBoundsContract extends WaitlistFixture {

    private static final Rules SHORT_LINES =
            Rules.DEFAULT.withWaitlist(Rules.DEFAULT.offerFor(), 3).with(it -> it.waitlistOwnerMax = 2);

    @Test
    void nobodyWaitsForMoreRoomsThanANightHas() throws Exception {
        GrandHotel.open(server, 3, 10);
        server.submit(book("ann", 1, 3, 3));
        server.submit(new OpenNights(DELUXE, TODAY.plusDays(2), TODAY.plusDays(4), null, null, overbooking(1)));
        assertThat(server.submit(Join.insteadOf(book("bob", 1, 3, 4))))
                .isEqualTo(new Refused<>(new NeverEnoughRooms(DELUXE, 4, 3, TODAY.plusDays(1)), false));
        assertThat(join("cara", 2, 2, 4).status()).isEqualTo(WaitlistStatus.WAITING);
        assertThat(server.submit(Join.insteadOf(book("dora", 2, 2, 5))))
                .isEqualTo(new Refused<>(new NeverEnoughRooms(DELUXE, 5, 4, TODAY.plusDays(2)), false));
        allIsWell();
    }

    private static RulesChange overbooking(int rooms) {
        return new RulesChange(rooms, null, null, null, null, null, null, null);
    }

    /** Of three places, two are one owner's; its joins never take the third from another. */
    @Test
    void anOwnerHasItsShareOfALineAndNoMore() {
        GrandHotel.open(server, 1, 3);
        server.submit(book("ann", 0, 3, 1));
        waits(joins("one", 0, 3));
        waits(joins("one", 1, 1));
        assertRefused(joins("one", 1, 2), new OwnerWaitsEnough(DELUXE, 2));
        waits(joins("one", 2, 1));
        waits(joins("other", 1, 1));
        assertRefused(joins("third", 1, 1), new WaitlistFull(DELUXE, 3));
        assertRefused(joins("one", 1, 1), new OwnerWaitsEnough(DELUXE, 2));
    }

    /** For any room type, even if two servers take the last place at once. */
    @Test
    void aUserHasSomePlacesForTheSameNightAndNoMore() throws Exception {
        int most = Rules.DEFAULT.waitsPerUserMax();
        RoomTypeId suite = new RoomTypeId("suite");
        GrandHotel.open(server, 1, 10);
        server.submit(SaveRoomType.of(suite.value(), GrandHotel.PROPERTY, "Suite", 1, GrandHotel.PRICE));
        server.submit(new OpenNights(suite, TODAY, TODAY.plusDays(10), 1, null));
        server.submit(book("ann", 0, 10, 1));
        server.submit(Book.of("ann", suite.value(), Stay.of(TODAY, 10), 1));
        for (String user : List.of("bob", "cara", "dora", "emma")) {
            for (int i = 1; i < most; i++) {
                waits(server(i).submit(Join.insteadOf(book(user, 4 - i % 4, 1 + i, 1))));
            }
            List<Outcome<WaitlistEntry>> last = GrandHotel.atOnce(
                    2,
                    i -> () -> server(i)
                            .submit(Join.insteadOf(
                                    Book.of(user, i == 0 ? "deluxe" : "suite", Stay.of(TODAY.plusDays(i), 6), 1))));
            assertThat(GrandHotel.refusals(last)).containsExactly(new UserWaitsEnough(new UserId(user), most));
            assertThat(GrandHotel.done(WaitlistEntry.class, last)).hasSize(1);
        }
        Join another = Join.insteadOf(Book.of("bob", suite.value(), Stay.of(TODAY.plusDays(4), 1), 1));
        assertThat(server.submit(another))
                .isEqualTo(new Refused<>(new UserWaitsEnough(new UserId("bob"), most), false));
        waits(server.submit(another, new Caller("another", "request", null, null)));
        waits(server.submit(Join.insteadOf(book("bob", 9, 1, 1))));
        allIsWell();
    }

    private int joined;

    private Outcome<?> joins(String owner, int day, int nights) {
        Join join = Join.insteadOf(book("guest-" + joined++, day, nights, 1));
        try (Store store = database.open()) {
            return store.apply(
                            List.of(server.request(join, new Caller(owner, "request", null, null))),
                            new Decision(SHORT_LINES),
                            LockWait.FULL)
                    .outcomes()
                    .getFirst();
        }
    }

    private static void waits(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
    }

    private static void assertRefused(Outcome<?> outcome, Refusal reason) {
        assertThat(outcome).isEqualTo(new Refused<>(reason, false));
    }

    /** The entries are made unreadable, so a command that does not fail has not read them, however many there are. */
    @Test
    void entriesThatWaitInVainAreNotRead() throws Exception {
        GrandHotel.open(server, 3, 10);
        Booking first = booking(server.submit(book("ann", 0, 4, 1)));
        Booking second = booking(server.submit(book("bob", 0, 4, 1)));
        booking(server.submit(book("cara", 0, 4, 1)));
        open(closed(true), 8);
        WaitlistEntry needsThree = join("dora", 1, 2, 3);
        WaitlistEntry closedOut = join("emma", 8, 1, 1);
        WaitlistEntry needsTwo = join("fay", 3, 1, 2);
        database.execute("UPDATE waitlist SET key_value = '' WHERE status = 'WAITING'");

        assertThat(server.submit(book("guest-1", 8, 1, 1))).isInstanceOf(Refused.class);
        assertThat(other.submit(book("guest-2", 4, 2, 1))).isInstanceOf(Done.class);
        assertThat(server.submit(new Amend(Target.of(first.id()), null, TODAY.plusDays(1), null, null)))
                .isNotInstanceOf(Failed.class);
        assertThat(other.submit(new Cancel(first.id(), null))).isInstanceOf(Done.class);
        // Negative control: once rooms could be theirs, they are read.
        assertThat(server.submit(new Cancel(second.id(), null))).isInstanceOf(Failed.class);
        assertThat(server.submit(command(closed(false), 8))).isInstanceOf(Failed.class);

        database.execute("UPDATE waitlist SET key_value = 'k' WHERE status = 'WAITING'");
        server.submit(command(closed(false), 8));
        assertThat(status(closedOut)).isEqualTo(WaitlistStatus.OFFERED);
        server.submit(new Cancel(second.id(), null));
        assertThat(status(needsTwo)).isEqualTo(WaitlistStatus.OFFERED);
        assertThat(status(needsThree)).isEqualTo(WaitlistStatus.WAITING);
        allIsWell();
    }

    /** After each cancel another night is still full, until none is. */
    @Test
    void anEntryForSeveralNightsIsServedWhenTheLastComesFree() throws Exception {
        GrandHotel.open(server, 1, 10);
        List<Booking> taken = List.of(
                booking(server.submit(book("ann", 1, 1, 1))),
                booking(server.submit(book("bob", 2, 1, 1))),
                booking(server.submit(book("cara", 3, 1, 1))));
        WaitlistEntry entry = join("dora", 1, 3, 1);
        for (int night : List.of(2, 0, 1)) {
            assertThat(status(entry)).isEqualTo(WaitlistStatus.WAITING);
            server(night).submit(new Cancel(taken.get(night).id(), null));
        }
        assertThat(status(entry)).isEqualTo(WaitlistStatus.OFFERED);
        allIsWell();
    }

    private static Command<?> command(RulesChange rules, int day) {
        return new OpenNights(DELUXE, TODAY.plusDays(day), TODAY.plusDays(day + 1), null, null, rules);
    }

    private void open(RulesChange rules, int day) {
        server.submit(command(rules, day));
    }
}
