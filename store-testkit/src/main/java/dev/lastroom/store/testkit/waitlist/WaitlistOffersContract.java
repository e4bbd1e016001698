package dev.lastroom.store.testkit.waitlist;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rooms that come free go to the entries that wait for them, in order: in which ways, and when. */
public abstract class WaitlistOffersContract extends WaitlistFixture {

    @Test
    void cancelledRoomsAreOfferedToTheFirstEntryThatFits() throws Exception {
        GrandHotel.open(server, 2, 10);
        Booking one = booking(server.submit(book("ann", 1, 2, 1)));
        Booking two = booking(server.submit(book("bob", 1, 2, 1)));
        WaitlistEntry needsBoth = join("cara", 1, 2, 2);
        WaitlistEntry next = join("dora", 2, 2, 1);
        WaitlistEntry last = join("emma", 1, 1, 1);
        server.submit(new Cancel(one.id(), null));
        assertThat(status(needsBoth)).isEqualTo(WaitlistStatus.WAITING);
        assertThat(offer(next).life().expiresAt()).isEqualTo(clock.get().plus(OFFER));
        assertThat(offer(last).rooms()).isEqualTo(1);

        // An entry that was passed over keeps its place.
        answer(next, WaitlistStep.DECLINE);
        answer(last, WaitlistStep.LEAVE);
        assertThat(status(last)).isEqualTo(WaitlistStatus.DECLINED);
        server.submit(new Cancel(two.id(), null));
        assertThat(offer(needsBoth).rooms()).isEqualTo(2);
        assertThat(entry(answer(needsBoth, WaitlistStep.ACCEPT)).status()).isEqualTo(WaitlistStatus.ACCEPTED);
        assertThat(server.read().booking(needsBoth.id().offer()).orElseThrow().status())
                .isEqualTo(BookingStatus.CONFIRMED);
        allIsWell();
    }

    @Test
    void anOfferThatEndsPassesToTheNextEntryAtThatMoment() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 1, 2, 1)));
        WaitlistEntry first = join("bob", 1, 2, 1);
        WaitlistEntry second = join("cara", 2, 1, 1);
        WaitlistEntry third = join("dora", 1, 2, 1);
        server.submit(new Cancel(taken.id(), null));
        assertThat(offer(first).isHold()).isTrue();
        pass(OFFER);
        assertThat(other.submit(book("emma", 2, 1, 1))).isInstanceOf(Refused.class);
        assertThat(status(first)).isEqualTo(WaitlistStatus.EXPIRED);
        assertThat(offer(second).isHold()).isTrue();
        pass(OFFER);
        server.submit(new CatchUp(DELUXE));
        assertThat(status(second)).isEqualTo(WaitlistStatus.EXPIRED);
        assertThat(offer(third).isHold()).isTrue();
        allIsWell();
    }

    @Test
    void roomsThatComeFreeInAnyWayAreOffered() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking amended = booking(server.submit(book("ann", 0, 2, 1)));
        WaitlistEntry one = join("bob", 1, 1, 1);
        server.submit(new Amend(Target.of(amended.id()), null, null, TODAY.plusDays(1), null));
        answer(one, WaitlistStep.ACCEPT);

        Booking left = booking(server.submit(book("cara", 3, 2, 1)));
        WaitlistEntry two = join("dora", 4, 1, 1);
        server.submit(new Advance(Target.of(left.id()), Transition.CONFIRM));
        pass(Duration.ofDays(3));
        server.submit(new Advance(Target.of(left.id()), Transition.CHECK_IN));
        server.submit(new Advance(Target.of(left.id()), Transition.CHECK_OUT));
        assertThat(offer(two).stay().start()).isEqualTo(TODAY.plusDays(4));

        booking(server.submit(book("emma", 6, 1, 1)));
        WaitlistEntry three = join("fay", 6, 1, 1);
        open(RulesChange.NONE, 6, 2);
        assertThat(offer(three).isHold()).isTrue();

        open(closed(true), 7, null);
        WaitlistEntry four = join("gina", 7, 1, 1);
        open(closed(false), 7, null);
        assertThat(offer(four).isHold()).isTrue();

        Outcome<BookingGroup> group = server.submit(new BookGroup(
                new UserId("hedy"),
                List.of(
                        new RoomStay(DELUXE, book("hedy", 8, 1, 1).wanted().stay(), 1),
                        new RoomStay(DELUXE, book("hedy", 9, 1, 1).wanted().stay(), 1)),
                null,
                null));
        WaitlistEntry five = join("ida", 8, 2, 1);
        server.submit(new CancelGroup(GroupTarget.of(group.orElseThrow().id())));
        assertThat(offer(five).isHold()).isTrue();
        assertThat(server.read().integrity().drift()).isEmpty();
    }

    @Test
    void releasedRoomsOfAnAllotmentAreOffered() throws Exception {
        GrandHotel.open(server, 2, 10);
        AllotmentId byDate = setAside(5, new Release(TODAY.plusDays(1), null));
        AllotmentId byHand = setAside(7, Release.NONE);
        WaitlistEntry first = join("ann", 5, 1, 1);
        WaitlistEntry second = join("bob", 5, 1, 1);
        WaitlistEntry third = join("cara", 7, 1, 2);
        pass(Duration.ofDays(1));
        assertThat(other.submit(book("dora", 5, 1, 1)))
                .as("the release and the offers come first")
                .isInstanceOf(Refused.class);
        assertThat(offer(first).isHold()).isTrue();
        assertThat(offer(second).isHold()).isTrue();
        server.submit(new ReleaseAllotment(byDate));
        server.submit(new ReleaseAllotment(byHand));
        assertThat(offer(third).rooms()).isEqualTo(2);
        allIsWell();
    }

    private AllotmentId setAside(int day, Release release) {
        return server.submit(
                        new CreateAllotment(null, DELUXE, "Tour", Stay.of(TODAY.plusDays(day), 1), 2, release, null))
                .orElseThrow()
                .allotment()
                .id();
    }

    @Test
    void anEntryWhoseArrivalHasPassedGetsNoOffer() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 0, 3, 1)));
        WaitlistEntry late = join("bob", 0, 3, 1);
        WaitlistEntry intime = join("cara", 2, 1, 1);
        pass(Duration.ofDays(1));
        server.submit(new Cancel(taken.id(), null));
        assertThat(status(late)).isEqualTo(WaitlistStatus.EXPIRED);
        assertThat(offer(intime).isHold()).isTrue();
        assertThat(server.read().booking(late.id().offer())).isEmpty();
        allIsWell();
    }

    /** The next command offers the rooms that a repair finds. */
    @Test
    void roomsThatARepairFindsAreOfferedToo() throws Exception {
        GrandHotel.open(server, 2, 3);
        database.execute("UPDATE night SET booked = 2");
        WaitlistEntry entry = join("ann", 0, 2, 1);
        try (Store store = database.open()) {
            store.repair(
                    new TreeSet<>(server.read().nights(DELUXE, TODAY, TODAY.plusDays(3)).stream()
                            .map(night -> night.key())
                            .toList()),
                    clock.get());
        }
        assertThat(other.submit(book("bob", 1, 1, 2))).isInstanceOf(Refused.class);
        assertThat(offer(entry).isHold()).isTrue();
        allIsWell();
    }

    /**
     * Both entries have come to fit by time alone, on other nights than those of the cancel. An entry that an offer
     * would take a room from is looked at first.
     */
    @Test
    void anEntryThatComesToFitWithTimeIsNotOvertakenWhenOtherNightsComeFree() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 3, 1, 1)));
        open(new RulesChange(null, null, null, null, null, null, null, 3), 4, null);
        WaitlistEntry first = join("bob", 4, 1, 1);
        WaitlistEntry second = join("cara", 3, 2, 1);
        WaitlistEntry third = join("dora", 4, 1, 1);
        pass(Duration.ofDays(1));
        server.submit(new Cancel(taken.id(), null));
        assertThat(offer(first).isHold()).isTrue();
        assertThat(status(second)).isEqualTo(WaitlistStatus.WAITING);
        assertThat(status(third)).isEqualTo(WaitlistStatus.WAITING);
        allIsWell();
    }

    /** Nothing is booked or cancelled any more, and a sweeper knows only what it reads from the database. */
    @Test
    void anEntryThatComesToFitWithTimeGetsAnOfferWithoutAnyRequest() throws Exception {
        GrandHotel.open(server, 1, 10);
        open(new RulesChange(null, null, null, null, null, null, null, 3), 4, null);
        WaitlistEntry entry = join("bob", 4, 1, 1);
        other.serveWhoWaits();
        assertThat(status(entry)).isEqualTo(WaitlistStatus.WAITING);
        pass(Duration.ofDays(1));
        other.serveWhoWaits();
        assertThat(offer(entry).isHold()).isTrue();
        allIsWell();
    }

    @Test
    void roomTypesWithALineAreReadPageByPage() {
        GrandHotel.open(server, 1, 10);
        for (String id : List.of("attic", "suite")) {
            server.submit(SaveRoomType.of(id, GrandHotel.PROPERTY, id, 1, GrandHotel.PRICE));
            server.submit(new OpenNights(new RoomTypeId(id), TODAY, TODAY.plusDays(10), 1, null));
        }
        for (String id : List.of("attic", "deluxe", "suite")) {
            booking(server.submit(Book.of("ann", id, Stay.of(TODAY, 1), 1)));
        }
        // Two wait for one room type, and one for a room type where another entry has an offer.
        for (String user : List.of("bob", "cara")) {
            entry(server.submit(Join.insteadOf(Book.of(user, "suite", Stay.of(TODAY, 1), 1))));
        }
        entry(server.submit(Join.insteadOf(Book.of("dora", "attic", Stay.of(TODAY, 1), 1))));
        join("emil", 0, 1, 1);
        open(RulesChange.NONE, 0, 2);

        WaitlistReads reads = other.read().waitlist();
        List<RoomTypeId> all = List.of(new RoomTypeId("attic"), new RoomTypeId("suite"));
        assertThat(reads.roomTypesWaitedFor(null, 10)).isEqualTo(all);
        assertThat(reads.roomTypesWaitedFor(null, 1)).isEqualTo(all.subList(0, 1));
        assertThat(reads.roomTypesWaitedFor(all.getFirst(), 1)).isEqualTo(all.subList(1, 2));
        assertThat(reads.roomTypesWaitedFor(all.getLast(), 10)).isEmpty();
    }

    @Test
    void anEntryForMoreGuestsGetsAnOfferOnceTheyAreAllowed() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 1, 1, 1)));
        var roomType = server.read().roomType(DELUXE).orElseThrow();
        WaitlistEntry entry =
                entry(other.submit(Join.insteadOf(book("bob", 1, 1, 1).forGuests(2))));
        server.submit(new SaveRoomType(roomType.withMaxOccupancy(1)));
        server.submit(new Cancel(taken.id(), null));
        assertThat(status(entry)).isEqualTo(WaitlistStatus.WAITING);
        other.submit(new SaveRoomType(roomType.withMaxOccupancy(2)));
        assertThat(offer(entry).roomStay().guests()).isEqualTo(2);
        allIsWell();
    }
}
