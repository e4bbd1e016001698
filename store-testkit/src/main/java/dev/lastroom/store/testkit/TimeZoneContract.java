package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.Hotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Advance;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.Done;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Refusal.OutsideStay;
import dev.lastroom.engine.booking.Refusal.StayInThePast;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Target;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
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
 * The property's time zone decides what "today" is, also on days of 23, 23½, 24½ and 25 hours, and no stay over such a
 * day is a night too long or too short.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TimeZoneContract {

    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
    private TestDatabase database;
    private BookingEngine engine;
    private RoomTypeId room = new RoomTypeId("room");
    private int hotels;

    /** Opens a fresh database. */
    protected abstract TestDatabase database();

    /** The next two days of each zone on which its clocks change. */
    static Stream<Arguments> changes() {
        return ZONES.stream().map(ZoneId::of).flatMap(zone -> {
            ZoneOffsetTransition first = zone.getRules().nextTransition(Instant.parse("2027-01-01T00:00:00Z"));
            ZoneOffsetTransition second = zone.getRules().nextTransition(first.getInstant());
            return Stream.of(first, second)
                    .map(change -> Arguments.of(zone, change.getDateTimeBefore().toLocalDate(), change.getDuration()));
        });
    }

    /** The first moment of a day at the property, which is what the clocks there say. */
    private static Instant midnight(ZoneId zone, LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    @BeforeAll
    void open() {
        database = database();
        engine = Hotel.engine(database.open(), clock::get);
    }

    @AfterAll
    void close() {
        engine.close();
        database.close();
    }

    /** Opens one more hotel in the zone, three days before the change. */
    private void hotel(ZoneId zone, LocalDate change) {
        hotels++;
        clock.set(midnight(zone, change.minusDays(3)));
        room = new RoomTypeId("room-" + hotels);
        engine.submit(SaveProperty.of("hotel-" + hotels, "Grand", zone.getId(), "EUR"));
        SaveRoomType plain = SaveRoomType.of(room.value(), "hotel-" + hotels, "Room", 5, 100);
        engine.submit(new SaveRoomType(plain.roomType().with(Terms.parse(null, "1:100%"))));
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

    @ParameterizedTest
    @MethodSource("changes")
    void todayBeginsAtMidnightOfTheProperty(ZoneId zone, LocalDate change, Duration by) {
        hotel(zone, change);
        for (LocalDate day : List.of(change.minusDays(1), change, change.plusDays(1))) {
            clock.set(midnight(zone, day.plusDays(1)).minusMillis(1));
            assertThat(engine.submit(book("late-" + day, day, 1))).isInstanceOf(Outcome.Done.class);

            clock.set(midnight(zone, day.plusDays(1)));
            assertThat(engine.submit(book("too-late-" + day, day, 1)))
                    .as("by %s", by)
                    .isEqualTo(new Refused<>(new StayInThePast(day, day.plusDays(1)), false));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void checkInAndFeesFollowTheSameDay(ZoneId zone, LocalDate change, Duration by) {
        hotel(zone, change);
        Booking comes = booking(engine.submit(book("ann", change, 2)));
        engine.submit(new Advance(Target.of(comes.id()), Transition.CONFIRM));
        Booking free = booking(engine.submit(book("bob", change.plusDays(2), 1)));
        Booking late = booking(engine.submit(book("cyd", change.plusDays(2), 1)));

        clock.set(midnight(zone, change).minusMillis(1));
        assertThat(((Refused) engine.submit(new Advance(Target.of(comes.id()), Transition.CHECK_IN))).reason())
                .isInstanceOf(OutsideStay.class);
        clock.set(midnight(zone, change));
        assertThat(engine.submit(new Advance(Target.of(comes.id()), Transition.CHECK_IN)))
                .as("by %s", by)
                .isInstanceOf(Done.class);

        clock.set(midnight(zone, change.plusDays(1)).minusMillis(1));
        assertThat(fee(free)).isZero();
        clock.set(midnight(zone, change.plusDays(1)));
        assertThat(fee(late)).isEqualTo(100);
    }

    private long fee(Booking booking) {
        Booking cancelled = engine.submit(new Cancel(booking.id(), null)).orElseThrow();
        return Objects.requireNonNull(cancelled.life().cancellationFee()).minor();
    }
}
