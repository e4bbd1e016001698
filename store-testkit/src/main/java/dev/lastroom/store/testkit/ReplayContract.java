package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupCommand.ConfirmGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import dev.lastroom.store.testkit.model.ModelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A command sent again under its key gets the thing it made or changed, and never another thing of the same id. The
 * store and the model agree.
 */
public abstract class ReplayContract {

    private final Decision decision = new Decision(Rules.DEFAULT);
    private final IdSource ids = IdSource.seeded(1);
    private final List<Command<?>> sent = new ArrayList<>();
    private final List<Object> things = new ArrayList<>();
    private Instant now = GrandHotel.NOON;
    private Store store;
    private Store model;

    @BeforeEach
    void open(TestDatabase database) {
        store = database.open();
        model = new ModelStore();
        send(SaveProperty.of(GrandHotel.PROPERTY, "Grand Hotel", "Europe/Lisbon", "EUR"));
        send(SaveRoomType.of(DELUXE.value(), GrandHotel.PROPERTY, "Deluxe", 4, GrandHotel.PRICE));
        send(new OpenNights(DELUXE, TODAY, TODAY.plusDays(20), null, null));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyCommandUnderAKeyGetsTheSameAnswerAgain() {
        Booking booking = twice(
                book("ann", 0, 2, 1).heldFor(new HoldTime(Duration.ofHours(1))).withKey(key()));
        Target target = Target.of(booking.id());
        twice(new Extend(target.withKey(key()), new HoldTime(Duration.ofHours(2))));
        twice(new Advance(target.withKey(key()), Transition.CONFIRM));
        twice(new Amend(target.withKey(key()), null, null, TODAY.plusDays(3), 2));
        twice(new Cancel(target.withKey(key())));
        twice(new Reinstate(target.withKey(key()), null));

        HoldTime hold = new HoldTime(Duration.ofHours(1));
        BookingGroup group =
                twice(new BookGroup(new UserId("bob"), List.of(item(4, 2), item(5, 1)), hold, null).withKey(key()));
        GroupTarget whole = GroupTarget.of(group.id());
        twice(new ConfirmGroup(whole.withKey(key())));
        twice(new Cancel(Target.of(group.first().id()).withKey(key())));
        twice(new CancelGroup(whole.withKey(key())));

        AllotmentNights tour =
                twice(new CreateAllotment(null, DELUXE, "tour", Stay.of(TODAY.plusDays(7), 2), 3, Release.NONE, null)
                        .withKey(key()));
        twice(book("tourist", 7, 2, 1).of(tour.allotment().id()).withKey(key()));

        WaitlistEntry accepts = offered("cyd", 10);
        twice(new AdvanceEntry(EntryTarget.of(accepts.id()).withKey(key()), WaitlistStep.ACCEPT));
        // A command on the offered booking, whose id equals the entry's.
        twice(new Amend(Target.of(accepts.id().offer()).withKey(key()), null, null, TODAY.plusDays(12), 1));
        WaitlistEntry declines = offered("dan", 13);
        twice(new AdvanceEntry(EntryTarget.of(declines.id()).withKey(key()), WaitlistStep.DECLINE));
        send(book("full", 15, 1, 4));
        WaitlistEntry leaves = twice(Join.insteadOf(book("eve", 15, 1, 1)).withKey(key()));
        twice(new AdvanceEntry(EntryTarget.of(leaves.id()).withKey(key()), WaitlistStep.LEAVE));

        Book refused = book("fay", 15, 1, 1).withKey(key());
        assertThat(send(refused)).isInstanceOf(Refused.class);
        assertThat(send(refused))
                .isInstanceOfSatisfying(
                        Refused.class, again -> assertThat(again.replayed()).isTrue());

        List<Request<?>> all = new ArrayList<>();
        sent.forEach(command -> all.add(request(command)));
        assertThat(apply(all)).extracting(ReplayContract::replayed).containsExactlyElementsOf(things);
    }

    /** Returns the id of what an earlier request made or changed. */
    private static Object replayed(Outcome<?> outcome) {
        return outcome instanceof Done<?>(Object done, boolean replayed) && replayed ? idOf(done) : outcome;
    }

    /** Returns an entry that waited for a full night and now has an offer of a room. */
    private WaitlistEntry offered(String user, int day) {
        Booking full = send(book("full", day, 1, 4)).orElseThrow();
        WaitlistEntry entry = twice(Join.insteadOf(book(user, day, 1, 1)).withKey(key()));
        send(new Cancel(full.id(), null)).orElseThrow();
        return entry;
    }

    private static RoomStay item(int day, int rooms) {
        return new RoomStay(DELUXE, Stay.of(TODAY.plusDays(day), 1), rooms);
    }

    private String key() {
        return "key-" + sent.size();
    }

    /** Sends a command twice and returns its value. */
    private <R> R twice(Command<R> command) {
        R done = send(command).orElseThrow();
        assertThat(send(command)).isEqualTo(new Done<>(done, true));
        sent.add(command);
        things.add(idOf(done));
        return done;
    }

    private static Object idOf(Object done) {
        return switch (done) {
            case Booking booking -> booking.id();
            case BookingGroup group -> group.id();
            case WaitlistEntry entry -> entry.id();
            case AllotmentNights it -> it.allotment().id();
            default -> throw new AssertionError(done);
        };
    }

    private <R> Outcome<R> send(Command<R> command) {
        return apply(List.of(request(command))).getFirst().as(command.answer());
    }

    private <R> Request<R> request(Command<R> command) {
        now = now.plusSeconds(1);
        return new Request<>(command, Caller.embedded("request-" + now), now, ids.next(now, DELUXE));
    }

    private List<Outcome<?>> apply(List<Request<?>> batch) {
        List<Outcome<?>> outcomes = store.apply(batch, decision, LockWait.FULL).outcomes();
        assertThat(outcomes)
                .isEqualTo(model.apply(batch, decision, LockWait.FULL).outcomes());
        return outcomes;
    }
}
