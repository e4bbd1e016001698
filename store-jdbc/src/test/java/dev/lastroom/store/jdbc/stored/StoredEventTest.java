package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Samples.DELUXE;
import static dev.lastroom.store.jdbc.stored.Samples.NOW;
import static dev.lastroom.store.jdbc.stored.Samples.PROPERTY;
import static dev.lastroom.store.jdbc.stored.Samples.ROOM_TYPE;
import static dev.lastroom.store.jdbc.stored.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredEventTest {

    private static final Booking BOOKED = new Booking(
            new BookingId(new UUID(0x01a2ff783e007defL, 0xbd9e62536aa634a9L)),
            new Origin("api", new UserId("ann"), new IdempotencyKey("order 4711 \\t|"), NOW),
            PROPERTY.id(),
            new GroupId(new UUID(0x01a2ff783e007defL, 0xbd9e62536aa634a8L)),
            new RoomStay(
                    DELUXE,
                    Stay.of(TODAY, 3),
                    2,
                    3,
                    new AllotmentId(new UUID(0x01a2ff783e007defL, 0xbd9e62536aa634a7L))),
            new Rate(
                    new NightPrices(List.of(10_000L, 0L, 12_000L)),
                    new Money(44_000, PROPERTY.currency()),
                    new Terms(StoredTerms.deposit("30% from 2"), StoredTerms.cancellation("14:30% 0:90%")),
                    null,
                    null),
            new BookingLife(BookingStatus.PROVISIONAL, null, NOW.plusSeconds(900), null, null, null, null),
            1);

    private static final WaitlistEntry WAITING = new WaitlistEntry(
            EntryId.of(BOOKED.id()),
            new Origin("api", new UserId("ann"), BOOKED.origin().key(), NOW),
            PROPERTY.id(),
            new RoomStay(DELUXE, Stay.of(TODAY, 3), 2),
            WaitlistStatus.WAITING,
            NOW.plusSeconds(90),
            null);

    private static final NightRules RULES = StoredRules.read(2, "closed cta ctd min=2 max=9 latest=1 earliest=90");

    static Stream<Event.What> whatCanHappen() {
        Night night = new Night(DELUXE, TODAY, 5, 2, 900);
        Night next = new Night(DELUXE, TODAY.plusDays(1), 5, 0, 900);
        RoomType odd = new RoomType(
                DELUXE,
                PROPERTY.id(),
                "\\ \\t ü",
                "line\nand\ttab\\",
                0,
                0,
                BOOKED.rate().terms(),
                new Presentation(List.of(new Image("https://example.com/a.jpg", "a view")), List.of("sauna", "tv")),
                4);
        return Stream.of(
                new BookingEvent(BookingEvent.Type.BOOKED, null, BOOKED),
                new BookingEvent(
                        BookingEvent.Type.CANCELLED,
                        BOOKED,
                        BOOKED.with(
                                BOOKED.life().cancelled(NOW.plusNanos(1_000), new Money(39_600, PROPERTY.currency())))),
                new BookingEvent(
                        BookingEvent.Type.NO_SHOW,
                        BOOKED,
                        BOOKED.with(BOOKED.life().after(Transition.NO_SHOW_UP, TODAY.plusDays(1)))),
                new WaitlistEvent(null, WAITING),
                new WaitlistEvent(WAITING, WAITING.offered(NOW, NOW.plusSeconds(900))),
                new WaitlistEvent(WAITING, WAITING.after(WaitlistStep.LEAVE)),
                new PropertyEvent(null, PROPERTY),
                new PropertyEvent(PROPERTY, PROPERTY),
                new RoomTypeEvent(null, ROOM_TYPE),
                new RoomTypeEvent(ROOM_TYPE, odd),
                new AllotmentEvent(AllotmentEvent.Type.CREATED, null, side(null, 3, 0, false)),
                new AllotmentEvent(
                        AllotmentEvent.Type.RELEASED, side("agency", 3, 1, false), side("agency", 3, 1, true)),
                NightsEvent.of(DELUXE, List.of(), List.of(night, next)),
                NightsEvent.of(
                        DELUXE,
                        List.of(night),
                        List.of(night.withOffer(9, 1, RULES), next.withOffer(8, 1, NightRules.NONE))));
    }

    /** An allotment of two nights, the second of which has one room more. */
    private static AllotmentEvent.Side side(@Nullable String owner, int rooms, int pickedUp, boolean released) {
        AllotmentId id = new AllotmentId(BOOKED.id().value());
        Allotment allotment = new Allotment(
                id,
                owner,
                PROPERTY.id(),
                DELUXE,
                "Tour\\ \u00fc",
                Stay.of(TODAY, 3),
                new Release(owner == null ? null : TODAY, owner == null ? 14 : null),
                NOW);
        return AllotmentEvent.Side.of(
                allotment,
                List.of(
                        new AllotmentNight(id, DELUXE, TODAY, rooms, pickedUp, NOW, released),
                        new AllotmentNight(id, DELUXE, TODAY.plusDays(1), rooms, pickedUp, null, released),
                        new AllotmentNight(id, DELUXE, TODAY.plusDays(2), rooms + 1, pickedUp, NOW, released)));
    }

    @ParameterizedTest
    @MethodSource("whatCanHappen")
    void isReadBackAsWritten(Event.What what) {
        StoredEvent stored = StoredEvent.of(new Event(what, NOW, "clerk", "request-1"));
        assertThat(stored.what()).isEqualTo(what);
        assertThat(stored.name()).matches("[a-z_]+\\.[a-z_]+");
    }

    @Test
    void namesTheOwnerOfTheBooking() {
        StoredEvent stored = StoredEvent.of(
                new Event(new BookingEvent(BookingEvent.Type.BOOKED, null, BOOKED), NOW, "clerk", "request-1"));
        assertThat(stored.owner()).isEqualTo("api");
        assertThat(stored.subjectId()).isEqualTo(BOOKED.id().value());
    }

    @Test
    void refusesWhatItDidNotWrite() {
        List<StoredEvent> malformed = List.of(
                new StoredEvent("booking.lost", BOOKED.id().value(), "api", null, StoredValues.write(BOOKED)),
                new StoredEvent("booking.booked", BOOKED.id().value(), "api", null, "ann\tgrand\t"),
                new StoredEvent("booking.booked", null, null, null, StoredValues.write(BOOKED)),
                new StoredEvent("waitlist.lost", BOOKED.id().value(), "api", null, StoredValues.write(WAITING)),
                new StoredEvent("waitlist.left", BOOKED.id().value(), "api", null, StoredValues.write(WAITING)),
                new StoredEvent("property.saved", null, null, null, null),
                new StoredEvent("property.saved", null, null, null, "grand\tGrand\\\tUTC\tEUR"));
        assertThat(malformed)
                .allSatisfy(stored -> assertThatThrownBy(stored::what)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(stored.name()));
    }

    @Test
    void consecutiveNightsWithTheSameOfferAreOneSpan() {
        List<Night> year = TODAY.datesUntil(TODAY.plusDays(365))
                .map(date -> new Night(DELUXE, date, 5, 0, 900))
                .toList();
        assertThat(NightsEvent.of(DELUXE, List.of(), year).after())
                .containsExactly(new NightsEvent.Span(TODAY, TODAY.plusDays(365), 5, 900, NightRules.NONE));
    }

    @Test
    void everyCountFollowsFromTheEvents() {
        EventRecount recount = new EventRecount();
        Night first = new Night(DELUXE, TODAY, 5, 0, 900);
        recount.event(new EventId(1, 1), NightsEvent.of(DELUXE, List.of(), List.of(first)));
        recount.event(
                new EventId(2, 1), NightsEvent.of(DELUXE, List.of(first), List.of(first.withOffer(7, 900, RULES))));
        recount.event(new EventId(3, 1), new BookingEvent(BookingEvent.Type.BOOKED, null, BOOKED));
        recount.event(
                new EventId(4, 1),
                new BookingEvent(
                        BookingEvent.Type.NO_SHOW,
                        BOOKED,
                        BOOKED.with(BOOKED.life().after(Transition.NO_SHOW_UP, TODAY.plusDays(1)))));
        recount.night(new Night(DELUXE, TODAY, 8, 1, 900));
        assertThat(recount.report())
                .isEqualTo(new EventRecount.Report(
                        4,
                        1,
                        List.of(new Drift(DELUXE, TODAY, 2, 1)),
                        List.of(new Drift(DELUXE, TODAY, 7, 8)),
                        List.of()));
    }

    @Test
    void idsAreReadStrictlyAndInOrder() {
        assertThat(EventId.parse("4711-12")).isEqualTo(new EventId(4711, 12));
        assertThat(new EventId(4711, 12)).hasToString("4711-12");
        assertThat(new EventId(2, 9)).isLessThan(new EventId(10, 1)).isGreaterThan(new EventId(2, 1));
        for (String malformed : List.of("", "4711", "-1-1", "1-", "+1-1", "1-1 ", "9999999999999999999-1")) {
            assertThatThrownBy(() -> EventId.parse(malformed)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
