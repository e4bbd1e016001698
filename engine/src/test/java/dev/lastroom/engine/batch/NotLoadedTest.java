package dev.lastroom.engine.batch;

import static dev.lastroom.engine.testing.TestHotel.ALICE;
import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.NOW;
import static dev.lastroom.engine.testing.TestHotel.SEASIDE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Overlay;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.rules.State;
import dev.lastroom.engine.testing.TestHotel;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A row missing from a footprint is named, and never treated as one that does not exist. */
class NotLoadedTest {

    private static final NewId ID = TestHotel.newId();
    private static final NightKey NIGHT = new NightKey(DELUXE, TODAY);
    private static final AllotmentId ALLOTMENT = ID.allotment();
    private static final ScopedKey KEY = ScopedKey.of("api", new IdempotencyKey("a"));

    private static State nothingAsked() {
        return new Overlay(new ReadRows(), NOW);
    }

    private static void assertNotLoaded(String row, Consumer<State> ask) {
        assertThatExceptionOfType(NotLoadedException.class)
                .isThrownBy(() -> ask.accept(nothingAsked()))
                .withMessage(row + " was not loaded");
    }

    @Test
    void eachKindOfRowIsNamed() {
        assertNotLoaded("property " + SEASIDE, state -> state.property(SEASIDE));
        assertNotLoaded("room type " + DELUXE, state -> state.roomType(DELUXE));
        assertNotLoaded("night deluxe 2027-01-10", state -> state.night(NIGHT));
        assertNotLoaded("booking " + ID, state -> state.booking(ID.booking()));
        assertNotLoaded("group " + ID, state -> state.group(ID.group()));
        assertNotLoaded("waitlist entry " + ID, state -> state.entry(ID.entry()));
        assertNotLoaded("the line of deluxe", state -> state.waiting(DELUXE));
        assertNotLoaded("allotment " + ALLOTMENT, state -> state.allotment(ALLOTMENT));
        assertNotLoaded("night 2027-01-10 of allotment " + ALLOTMENT, state -> state.allotmentNight(ALLOTMENT, TODAY));
        assertNotLoaded("key " + KEY, state -> state.key(KEY));
        assertNotLoaded("places of api/alice", state -> state.waiting(new Holder("api", ALICE)));
        assertNotLoaded("bookings of api/alice", state -> state.live(new Holder("api", ALICE)));
        assertNotLoaded("live holds of api/alice", state -> state.liveHolds(new Holder("api", ALICE)));
    }

    /** The same request is decided with its whole footprint, but not with one that lacks {@code left}. */
    private static void assertRefusesToDecide(String row, String left, Request<?> request, Consumer<WorkingSet> rows) {
        Decision decision = new Decision(Rules.DEFAULT);
        Footprint whole = Footprint.of(List.of(request));

        WorkingSet complete = new WorkingSet(NOW);
        rows.accept(complete);
        complete.asks(new Needs(whole, Known.NOTHING));
        assertThat(decision.decide(complete.state(), request)).isNotNull();

        WorkingSet incomplete = new WorkingSet(NOW);
        rows.accept(incomplete);
        incomplete.asks(new Needs(without(whole, left), Known.NOTHING));
        assertThatExceptionOfType(NotLoadedException.class)
                .isThrownBy(() -> decision.decide(incomplete.state(), request))
                .withMessage(row + " was not loaded");
    }

    private static Footprint without(Footprint whole, String left) {
        try {
            RecordComponent[] components = Footprint.class.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Object value = components[i].getAccessor().invoke(whole);
                boolean isLeft = List.of(left.split(" ")).contains(components[i].getName());
                values[i] = !isLeft ? value : nothing(value);
            }
            return (Footprint) Footprint.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object nothing(Object value) {
        return switch (value) {
            case SortedSet<?> _ -> new TreeSet<>();
            case Set<?> _ -> Set.of();
            default -> List.of();
        };
    }

    private static void catalogue(WorkingSet rows) {
        rows.properties().load(SEASIDE, TestHotel.PROPERTY);
        rows.roomTypes().load(DELUXE, TestHotel.ROOM_TYPE);
    }

    /** Sells out the hotel's nights. */
    private static void soldOut(WorkingSet rows) {
        catalogue(rows);
        STAY.dates().forEach(date -> rows.nights().load(new NightKey(DELUXE, date), TestHotel.night(date, 10, 10)));
    }

    /** Each of these once looked like a refusal: a night that is not open, a booking that is not found. */
    @Test
    void aFootprintThatOmitsARowIsNoRefusal() {
        Book book = TestHotel.book(1);
        assertRefusesToDecide("night deluxe 2027-01-10", "nights", request(book), NotLoadedTest::catalogue);
        assertRefusesToDecide("room type deluxe", "roomTypes", request(book), _ -> {});
        assertRefusesToDecide("property seaside", "properties", request(new SaveProperty(TestHotel.PROPERTY)), _ -> {});
        assertRefusesToDecide("booking " + ID, "bookings", request(TestHotel.cancel(ID.booking())), _ -> {});
        assertRefusesToDecide("group " + ID, "groups", request(new CancelGroup(GroupTarget.of(ID.group()))), _ -> {});
        assertRefusesToDecide(
                "waitlist entry " + ID,
                "entries bookings",
                request(new AdvanceEntry(EntryTarget.of(ID.entry()), WaitlistStep.LEAVE)),
                _ -> {});
        assertRefusesToDecide("the line of deluxe", "lines", request(Join.insteadOf(book)), NotLoadedTest::soldOut);
        assertRefusesToDecide(
                "bookings of api/alice", "joiners", request(Join.insteadOf(book)), NotLoadedTest::soldOut);
        assertRefusesToDecide(
                "allotment " + ALLOTMENT, "wholeAllotments", request(new ReleaseAllotment(ALLOTMENT)), _ -> {});
        assertRefusesToDecide("key " + key(book), "keys", request(book), NotLoadedTest::soldOut);
    }

    private static ScopedKey key(Book book) {
        return Objects.requireNonNull(request(book).claim()).scoped();
    }
}
