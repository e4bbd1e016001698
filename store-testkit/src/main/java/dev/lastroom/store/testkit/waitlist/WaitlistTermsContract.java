package dev.lastroom.store.testkit.waitlist;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.WaitlistRefusal.OthersWait;
import dev.lastroom.engine.outcome.WaitlistRefusal.RoomsAvailable;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The nights that an entry waits for, and its offer: a hold at the rules, prices and terms of its time. */
public abstract class WaitlistTermsContract extends WaitlistFixture {

    @Test
    void anOfferHasTheRulesPricesAndTermsOfItsTime() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 1, 1, 1)));
        WaitlistEntry entry = join("bob", 1, 1, 1);
        open(new RulesChange(null, null, null, null, 2, null, null, null), 1, null);
        server.submit(new OpenNights(DELUXE, TODAY.plusDays(1), TODAY.plusDays(2), null, 777L));
        var roomType = server.read().roomType(DELUXE).orElseThrow();
        server.submit(new SaveRoomType(roomType.with(new Terms(new DepositPolicy(new Charge.Percent(30), 1), null))));
        server.submit(new Cancel(taken.id(), null));
        assertThat(status(entry)).as("a stay of one night is too short").isEqualTo(WaitlistStatus.WAITING);
        open(new RulesChange(null, null, null, null, 1, null, null, null), 1, null);
        assertThat(offer(entry).rate().total().minor()).isEqualTo(777);
        assertThat(offer(entry).deposit()).isNotNull();
        allIsWell();
    }

    /** It is made in the batch that has the change, and may move to a room type and nights that no command named. */
    @Test
    void anOfferMayBeChangedInTheBatchThatMakesIt() throws Exception {
        GrandHotel.open(server, 1, 10);
        RoomTypeId suite = new RoomTypeId("suite");
        server.submit(new SaveRoomType(
                new RoomType(suite, new PropertyId(GrandHotel.PROPERTY), "Suite", "", 1, GrandHotel.PRICE)));
        server.submit(new OpenNights(suite, TODAY, TODAY.plusDays(10), 1, null));
        Booking taken = booking(server.submit(book("ann", 1, 1, 1)));
        WaitlistEntry entry = join("bob", 1, 1, 1);
        List<Command<?>> batch = List.of(
                new Cancel(taken.id(), null),
                new Amend(Target.of(entry.id().offer()), suite, TODAY.plusDays(6), TODAY.plusDays(8), null),
                new Cancel(entry.id().offer(), null),
                new Reinstate(Target.of(entry.id().offer()), new HoldTime(Duration.ofMinutes(5))));
        assertThat(inOneBatch(batch)).noneMatch(Refused.class::isInstance);
        Booking offer = server.read().booking(entry.id().offer()).orElseThrow();
        assertThat(offer.roomTypeId()).isEqualTo(suite);
        assertThat(offer.stay()).isEqualTo(Stay.of(TODAY.plusDays(6), 2));
        allIsWell();
    }

    /** Its booking is in the batch for another reason, and its entry is over: the key still stands for the entry. */
    @Test
    void joiningIsReplayedInTheSameBatchAsACancelOfItsOffer() throws Exception {
        GrandHotel.open(server, 1, 3);
        Booking taken = booking(server.submit(book("ann", 0, 1, 1)));
        Join join = Join.insteadOf(book("bob", 0, 1, 1)).withKey("k");
        WaitlistEntry entry = entry(server.submit(join));
        server.submit(new Cancel(taken.id(), null));
        answer(entry, WaitlistStep.ACCEPT);
        List<Outcome<?>> outcomes = inOneBatch(List.of(new Cancel(entry.id().offer(), null), join));
        assertThat(entry(outcomes.getLast()).status()).isEqualTo(WaitlistStatus.ACCEPTED);
        allIsWell();
    }

    @Test
    void anOfferIsNotExtendedWhileOthersWait() throws Exception {
        GrandHotel.open(server, 1, 10);
        Booking taken = booking(server.submit(book("ann", 1, 2, 1)));
        booking(server.submit(book("ann", 4, 1, 1)));
        WaitlistEntry first = join("bob", 1, 2, 1);
        WaitlistEntry second = join("cara", 2, 1, 1);
        join("dora", 4, 1, 1);
        server.submit(new Cancel(taken.id(), null));
        assertThat(offer(first).isHold()).isTrue();
        Extend longer = new Extend(Target.of(first.id().offer()), new HoldTime(OFFER.plusSeconds(1)));
        assertThat(other.submit(longer))
                .isEqualTo(new Refused<>(new OthersWait(first.id().offer()), false));
        assertThat(booking(server.submit(
                                new Extend(Target.of(first.id().offer()), new HoldTime(Duration.ofMinutes(14)))))
                        .life()
                        .expiresAt())
                .isEqualTo(clock.get().plus(Duration.ofMinutes(14)));
        assertThat(other.submit(longer))
                .isEqualTo(new Refused<>(new OthersWait(first.id().offer()), false));

        answer(second, WaitlistStep.LEAVE);
        assertThat(booking(server.submit(longer)).life().expiresAt())
                .isEqualTo(clock.get().plus(OFFER).plusSeconds(1));
        allIsWell();
    }

    /** Otherwise the guest could never get the whole stay, so the entry waits for the missing nights. */
    @Test
    void aBookingDoesNotKeepItsGuestFromALongerStay() throws Exception {
        GrandHotel.open(server, 1, 10);
        booking(server.submit(book("bob", 1, 2, 1)));
        Booking next = booking(server.submit(book("ann", 3, 1, 1)));
        WaitlistEntry longer = join("bob", 1, 3, 1);
        WaitlistEntry another = join("cara", 1, 3, 1);
        assertThat(longer.stay()).isEqualTo(Stay.of(TODAY.plusDays(3), 1));
        assertThat(another.stay()).isEqualTo(Stay.of(TODAY.plusDays(1), 3));
        server.submit(new Cancel(next.id(), null));
        assertThat(offer(longer).stay()).isEqualTo(longer.stay());
        assertThat(status(another)).isEqualTo(WaitlistStatus.WAITING);

        assertThat(server.submit(Join.insteadOf(book("bob", 0, 3, 1))))
                .as("the night before is free")
                .isEqualTo(new Refused<>(new RoomsAvailable(DELUXE, 1), false));
        assertThat(join("bob", 1, 2, 1).stay())
                .as("all of it is booked already")
                .isEqualTo(Stay.of(TODAY.plusDays(1), 2));
        allIsWell();
    }

    @Test
    void nobodyWaitsForRoomsThatCanBeBooked() {
        GrandHotel.open(server, 2, 3);
        Outcome<?> outcome = server.submit(Join.insteadOf(book("ann", 0, 2, 2)));
        assertThat(outcome).isEqualTo(new Refused<>(new RoomsAvailable(DELUXE, 2), false));
    }
}
