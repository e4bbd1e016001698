package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Extend;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge.Percent;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A story in which every field of a booking and of a waitlist entry has a value, and every field that may change does.
 * After each step, a store must return what the step left. A new field fails the story until it takes part.
 */
final class EveryField {

    private static final RoomTypeId SUITE = new RoomTypeId("suite");

    /** The records whose components count as fields. */
    private static final Set<Class<?>> PARTS = Set.of(
            Booking.class,
            WaitlistEntry.class,
            Origin.class,
            RoomStay.class,
            Stay.class,
            Rate.class,
            Money.class,
            Terms.class,
            BookingLife.class);

    private static final Set<String> FIXED = Set.of(
            "id",
            "origin.owner",
            "origin.userId",
            "origin.key",
            "origin.at",
            "propertyId",
            "groupId",
            "roomStay.allotmentId",
            "rate.total.currency",
            // An entry cannot wait for the rooms of an allotment.
            "wanted.allotmentId");

    private final BookingEngine engine;
    private final Set<String> all = new TreeSet<>();
    private final Set<String> withValue = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>();
    private final Map<BookingId, Booking> bookings = new TreeMap<>();

    EveryField(BookingEngine engine) {
        this.engine = engine;
    }

    void ofBookings() {
        GrandHotel.open(engine, 10, 30);
        sell(DELUXE, 12_000, 30, new Tier(5, new Percent(50)), new Tier(1, new Percent(100)));
        sell(SUITE, 31_000, 10, new Tier(9, new Percent(25)));
        AllotmentId tour = engine.submit(new CreateAllotment(
                        null, DELUXE, "Tour", Stay.of(TODAY, 9), 4, Release.NONE, new IdempotencyKey("tour")))
                .orElseThrow()
                .allotment()
                .id();
        RoomStay drawn = new RoomStay(DELUXE, Stay.of(TODAY.plusDays(5), 3), 2, 3, tour);
        BookGroup group = new BookGroup(new UserId("ann"), List.of(drawn), new HoldTime(Duration.ofMinutes(7)), null);
        Booking held =
                note(engine.submit(group.withKey("k")).orElseThrow().bookings().getFirst());
        does(new Extend(Target.of(held.id()), new HoldTime(Duration.ofMinutes(9))));

        Booking far = note(engine.submit(book("bob", 4, 2, 3)).orElseThrow());
        does(new Amend(Target.of(far.id()), SUITE, TODAY.plusDays(3), TODAY.plusDays(7), 4, 5));
        does(new Advance(Target.of(far.id()), Transition.CONFIRM));
        does(new Amend(Target.of(far.id()), null, TODAY.plusDays(20), TODAY.plusDays(22), null));
        does(new Cancel(far.id(), null));
        Reinstate late = new Reinstate(Target.of(far.id()), null);
        note(engine.submitAsync(engine.request(late, Caller.embedded("late"), NOON.plus(Duration.ofDays(2))))
                .join()
                .orElseThrow());

        Booking early = note(engine.submit(book("cyd", 0, 2, 1)).orElseThrow());
        does(new Advance(Target.of(early.id()), Transition.CONFIRM));
        does(new Advance(Target.of(early.id()), Transition.CHECK_IN));
        does(new Advance(Target.of(early.id()), Transition.UNDO_CHECK_IN));
        does(new Advance(Target.of(early.id()), Transition.CHECK_IN));
        does(new Advance(Target.of(early.id()), Transition.CHECK_OUT));
        everyFieldHadItsPart(Set.of());
    }

    void ofEntries() {
        GrandHotel.open(engine, 2, 30);
        sell(SUITE, 31_000, 10, new Tier(9, new Percent(25)));
        Booking full = engine.submit(book("ann", 2, 2, 2)).orElseThrow();
        RoomStay wanted = new RoomStay(DELUXE, Stay.of(TODAY.plusDays(2), 1), 1, 2, null);
        WaitlistEntry waits = engine.submit(new Join(new UserId("bob"), wanted, null, new IdempotencyKey("k")))
                .orElseThrow();
        WaitlistEntry waiting = read(waits);
        assertThat(waiting).isEqualTo(waits);
        noteValues(waiting);
        engine.submit(new Cancel(full.id(), null)).orElseThrow();
        WaitlistEntry offered = read(waits);
        noteChange(waiting, offered);

        BookingId offer =
                engine.read().booking(waits.id().offer()).orElseThrow().id();
        Booking amended = engine.submit(new Amend(Target.of(offer), SUITE, TODAY.plusDays(5), TODAY.plusDays(8), 2, 3))
                .orElseThrow();
        WaitlistEntry followed = read(waits);
        assertThat(followed.wanted()).isEqualTo(amended.roomStay());
        noteChange(offered, followed);
        everyFieldHadItsPart(Set.of("wanted.allotmentId"));
    }

    private void sell(RoomTypeId roomType, long price, int depositPercent, Tier... fees) {
        Terms terms =
                new Terms(new DepositPolicy(new Percent(depositPercent), 1), new CancellationPolicy(List.of(fees)));
        SaveRoomType plain = SaveRoomType.of(roomType.value(), GrandHotel.PROPERTY, "Room", 10, price);
        engine.submit(new SaveRoomType(plain.roomType().with(terms))).orElseThrow();
        engine.submit(new OpenNights(roomType, TODAY, TODAY.plusDays(30), null, null))
                .orElseThrow();
    }

    private void does(Command<Booking> command) {
        note(engine.submit(command).orElseThrow());
    }

    private Booking note(Booking now) {
        assertThat(engine.read().booking(now.id())).contains(now);
        noteValues(now);
        Booking before = bookings.put(now.id(), now);
        if (before != null) {
            noteChange(before, now);
        }
        return now;
    }

    private WaitlistEntry read(WaitlistEntry entry) {
        return engine.read().waitlist().entry(entry.id()).orElseThrow();
    }

    private void noteValues(Record value) {
        fields(value).forEach((field, its) -> {
            all.add(field);
            if (its != null) {
                withValue.add(field);
            }
        });
    }

    private void noteChange(Record before, Record now) {
        noteValues(now);
        Map<String, @Nullable Object> was = fields(before);
        fields(now).forEach((field, its) -> {
            if (!Objects.equals(its, was.get(field))) {
                changed.add(field);
            }
        });
    }

    private void everyFieldHadItsPart(Set<String> neverThere) {
        Set<String> expected = new TreeSet<>(all);
        expected.removeAll(neverThere);
        assertThat(withValue).as("fields that had a value").isEqualTo(expected);
        expected.removeAll(FIXED);
        assertThat(changed).as("fields that have changed").isEqualTo(expected);
    }

    /** Returns the values of a record's fields, by path. */
    private static Map<String, @Nullable Object> fields(Record value) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        collect(fields, "", value.getClass(), value);
        return fields;
    }

    private static void collect(
            Map<String, @Nullable Object> fields, String path, Class<?> type, @Nullable Object value) {
        for (RecordComponent component : type.getRecordComponents()) {
            String field = path + component.getName();
            Object its = value == null ? null : valueOf(component, value);
            if (PARTS.contains(component.getType())) {
                collect(fields, field + ".", component.getType(), its);
            } else {
                fields.put(field, its);
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
