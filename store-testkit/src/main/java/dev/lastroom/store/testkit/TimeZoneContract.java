package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge.Percent;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.OutsideStay;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The property's time zone decides what "today" is, even on days of 23, 23½, 24½ and 25 hours, and no stay over such a
 * day is a night too long or too short.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TimeZoneContract {

    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
    private BookingEngine engine;
    private RoomTypeId room = new RoomTypeId("room");
    private int hotels;

    /** Returns each zone's next two days on which its clocks change. */
    static Stream<Arguments> changes() {
        return ZONES.stream().map(ZoneId::of).flatMap(zone -> {
            ZoneOffsetTransition first = zone.getRules().nextTransition(Instant.parse("2027-01-01T00:00:00Z"));
            ZoneOffsetTransition second = zone.getRules().nextTransition(first.getInstant());
            return Stream.of(first, second)
                    .map(change -> Arguments.of(zone, change.getDateTimeBefore().toLocalDate(), change.getDuration()));
        });
    }

    /** Returns the first moment of a day by the property's clocks. */
    private static Instant midnight(ZoneId zone, LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    @BeforeAll
    void open(TestDatabase database) {
        engine = GrandHotel.engine(database.open(), clock::get);
    }

    @AfterAll
    void close() {
        engine.close();
    }

    /** Opens another hotel in the zone, three days before the change. */
    private void hotel(ZoneId zone, LocalDate change) {
        hotel(zone, change, Property.BUSINESS_DAY_ENDS);
    }

    private void hotel(ZoneId zone, LocalDate change, LocalTime businessDayEnds) {
        hotels++;
        clock.set(midnight(zone, change.minusDays(3)));
        room = new RoomTypeId("room-" + hotels);
        engine.submit(new SaveProperty(new Property(
                new PropertyId("hotel-" + hotels),
                "Grand",
                zone,
                Currency.getInstance("EUR"),
                businessDayEnds,
                PropertyTags.NONE)));
        SaveRoomType plain = SaveRoomType.of(room.value(), "hotel-" + hotels, "Room", 5, 100);
        CancellationPolicy all = new CancellationPolicy(List.of(new Tier(1, new Percent(100))));
        engine.submit(new SaveRoomType(plain.roomType().with(new Terms(null, all))));
        engine.submit(new OpenNights(room, change.minusDays(5), change.plusDays(5), null, null));
    }

    private Book book(String user, LocalDate start, int nights) {
        return Book.of(user, room.value(), Stay.of(start, nights), 1);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aStayOverTheChangeHasTheRightNights(ZoneId zone, LocalDate change, Duration by) {
        assertThat(Duration.between(midnight(zone, change), midnight(zone, change.plusDays(1))))
                .isEqualTo(Duration.ofHours(24).minus(by))
                .isNotEqualTo(Duration.ofHours(24));
        hotel(zone, change);
        Booking booking = booking(engine.submit(book("ann", change.minusDays(1), 3)));
        assertThat(booking.stay().nights()).isEqualTo(3);
        assertThat(booking.rate().total().minor()).isEqualTo(300);
        assertThat(engine.read().booking(booking.id())).contains(booking);
        assertThat(engine.read().nights(room, change.minusDays(2), change.plusDays(3)))
                .extracting(Night::booked)
                .containsExactly(0, 1, 1, 1, 0);
    }

    /** The business day ends at a time at which clocks change: when it is first shown, or would be. */
    @ParameterizedTest
    @MethodSource("changes")
    void todayBeginsWhenTheBusinessDayEnds(ZoneId zone, LocalDate change, Duration by) {
        for (LocalTime ends :
                List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 0), LocalTime.of(2, 30), LocalTime.of(6, 0))) {
            hotel(zone, change, ends);
            for (LocalDate day : List.of(change.minusDays(1), change, change.plusDays(1))) {
                Instant next = day.plusDays(1).atTime(ends).atZone(zone).toInstant();
                clock.set(next.minusMillis(1));
                assertThat(engine.submit(book("late-" + day, day, 1))).isInstanceOf(Outcome.Done.class);
                for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(2))) {
                    clock.set(next.plus(later));
                    assertThat(engine.submit(book("too-late-" + later + day, day, 1)))
                            .as("by %s, %s", by, ends)
                            .isEqualTo(new Refused<>(new StayInThePast(day, day.plusDays(1)), false));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void guestsArriveOrAreNoShowsUntilTheBusinessDayEnds(ZoneId zone, LocalDate change, Duration by) {
        hotel(zone, change, LocalTime.of(6, 0));
        Booking arrives = confirmed("ann", change.minusDays(1));
        Booking missing = confirmed("bob", change.minusDays(1));
        Booking next = confirmed("cyd", change);

        clock.set(change.atTime(6, 0).atZone(zone).toInstant().minusMillis(1));
        assertThat(advance(arrives, Transition.CHECK_IN)).as("by %s", by).isInstanceOf(Done.class);
        assertThat(GrandHotel.refusal(advance(next, Transition.CHECK_IN))).isInstanceOf(OutsideStay.class);
        assertThat(GrandHotel.refusal(advance(next, Transition.NO_SHOW_UP))).isInstanceOf(OutsideStay.class);
        assertThat(booking(advance(missing, Transition.NO_SHOW_UP)).life().departedOn())
                .as("the night that has begun is free")
                .isEqualTo(change.minusDays(1));
        assertThat(booking(advance(arrives, Transition.CHECK_OUT)).life().departedOn())
                .as("the night already slept is not free")
                .isNull();

        clock.set(change.atTime(6, 0).atZone(zone).toInstant());
        assertThat(advance(next, Transition.CHECK_IN)).as("by %s", by).isInstanceOf(Done.class);
    }

    private Booking confirmed(String user, LocalDate start) {
        Booking made = booking(engine.submit(book(user, start, 1)));
        return booking(advance(made, Transition.CONFIRM));
    }

    private Outcome<Booking> advance(Booking booking, Transition step) {
        return engine.submit(new Advance(Target.of(booking.id()), step));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void feesFollowTheCalendar(ZoneId zone, LocalDate change, Duration by) {
        hotel(zone, change);
        Booking free = booking(engine.submit(book("bob", change.plusDays(2), 1)));
        Booking late = booking(engine.submit(book("cyd", change.plusDays(2), 1)));
        clock.set(midnight(zone, change.plusDays(1)).minusMillis(1));
        assertThat(fee(free)).as("by %s", by).isZero();
        clock.set(midnight(zone, change.plusDays(1)));
        assertThat(fee(late)).isEqualTo(100);
    }

    private long fee(Booking booking) {
        Booking cancelled = engine.submit(new Cancel(booking.id(), null)).orElseThrow();
        return Objects.requireNonNull(cancelled.life().cancellationFee()).minor();
    }
}
