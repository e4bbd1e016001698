package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One server's clock goes wrong while another's on the same database is right. Nothing is forgotten, ended or released.
 */
@Timeout(60)
public abstract class ClockContract {

    /** Longer than the life of a key, of every hold and of the allotment. */
    private static final Duration FAR = Duration.ofDays(40);

    private static final InstantSource TRUTH = InstantSource.system();
    private static final HoldTime TEN_MINUTES = new HoldTime(Duration.ofMinutes(10));

    private final LocalDate first =
            LocalDate.ofInstant(TRUTH.instant(), ZoneOffset.UTC).plusDays(20);

    /** How far the clock of the machine that runs {@link #wrong} is ahead. */
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private TestDatabase database;

    /** The server whose clock is right. */
    private BookingEngine right;

    /** The server whose clock the test moves. */
    private BookingEngine wrong;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        right = server(TRUTH);
        wrong = server(() -> TRUTH.instant().plus(ahead.get()));
        right.submit(SaveProperty.of(GrandHotel.PROPERTY, "Grand Hotel", "UTC", "EUR"));
        right.submit(SaveRoomType.of(DELUXE.value(), GrandHotel.PROPERTY, "Deluxe", 10, GrandHotel.PRICE));
        right.submit(new OpenNights(DELUXE, first, first.plusDays(10), null, null));
    }

    @AfterEach
    void close() {
        right.close();
        wrong.close();
    }

    /** Starts a server on a machine with this clock. */
    private BookingEngine server(InstantSource machine) {
        Store store = database.open();
        EngineSettings settings = EngineSettings.DEFAULT;
        return new BookingEngine(
                store,
                settings,
                EngineClock.of(store, machine, settings.clock()),
                IdSource.secure(),
                EngineListener.NONE);
    }

    /** Makes a booking command for one room. */
    private Book wanted(String user) {
        return Book.of(user, DELUXE.value(), Stay.of(first, 2), 1).withKey("key-" + user);
    }

    /** The state that a wrong clock would destroy. */
    private record Kept(Booking booking, Booking hold, AllotmentId allotment) {}

    private Kept keep() {
        Booking booked = booking(right.submit(wanted("ann")));
        Booking hold = booking(right.submit(wanted("bob").heldFor(TEN_MINUTES)));
        AllotmentNights allotment = right.submit(new CreateAllotment(
                        null, DELUXE, "Tour", Stay.of(first, 2), 3, new Release(first.minusDays(10), null), null))
                .orElseThrow();
        return new Kept(booked, hold, allotment.allotment().id());
    }

    private void assertNothingHappenedTo(Kept kept) {
        assertThat(right.submit(wanted("ann"))).isEqualTo(new Done<>(kept.booking, true));
        assertThat(right.read().booking(kept.hold.id())).hasValue(kept.hold);
        assertThat(right.read().allotment(kept.allotment).orElseThrow().nights())
                .noneMatch(AllotmentNight::released);
        assertThat(right.read().integrity().drift()).isEmpty();
    }

    private void assertDecidesNothing(BookingEngine server) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(server::sweepKeys)
                .withMessageContaining("This server's clock is")
                .withMessageContaining("engine.clockSkewMax");
        for (Outcome<?> outcome : List.of(
                server.submit(new CatchUp(DELUXE)),
                server.submit(wanted("eve")),
                server.submit(wanted("eve").heldFor(TEN_MINUTES)))) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failure.STORE_UNAVAILABLE));
        }
        assertThatExceptionOfType(StoreException.class).isThrownBy(server::now);
    }

    @Test
    void aClockThatJumpsBackAndForthDestroysNothing() {
        Kept kept = keep();
        for (int i = 0; i < 2; i++) {
            for (Duration jump : new Duration[] {FAR, FAR.negated()}) {
                ahead.set(Duration.ZERO);
                assertThat(wrong.submit(wanted("before-jump"))).isInstanceOf(Done.class);
                ahead.set(jump);
                assertDecidesNothing(wrong);
                assertThat(wrong.clockSkew()).isCloseTo(jump, Duration.ofSeconds(1));
                assertNothingHappenedTo(kept);
            }
        }
        ahead.set(Duration.ZERO);
        assertThat(wrong.submit(wanted("after"))).isInstanceOf(Done.class);
        assertThat(wrong.sweepKeys()).isZero();
    }

    /** A store without one goes by the clock of its server, even if that is wrong from the start. */
    private void assumeClockOfItsOwn() {
        try (Store store = database.open()) {
            assumeThat(store.clock()).as("a clock of the database's own").isPresent();
        }
    }

    /** The negative control: a server that trusts its clock. */
    @Test
    void negativeControlWithoutAGuardEverythingIsDestroyed() {
        Kept kept = keep();
        ahead.set(FAR);
        try (BookingEngine unguarded =
                GrandHotel.engine(database.open(), () -> TRUTH.instant().plus(ahead.get()))) {
            assertThat(unguarded.submit(new CatchUp(DELUXE))).isInstanceOf(Done.class);
            assertThat(unguarded.sweepKeys())
                    .as("the keys of both bookings and of the allotment")
                    .isEqualTo(3);
        }
        assertThat(booking(right.submit(wanted("ann"))).id())
                .as("the same request has booked twice")
                .isNotEqualTo(kept.booking.id());
        assertThat(right.read().booking(kept.hold.id()).orElseThrow().status()).isEqualTo(BookingStatus.EXPIRED);
        assertThat(right.read().allotment(kept.allotment).orElseThrow().nights())
                .allMatch(AllotmentNight::released);
    }

    @Test
    void aServerThatStartsWithAWrongClockDestroysNothing() {
        assumeClockOfItsOwn();
        Kept kept = keep();
        for (Duration jump : new Duration[] {FAR, FAR.negated(), Duration.ofSeconds(32), Duration.ofSeconds(-32)}) {
            try (BookingEngine off = server(() -> TRUTH.instant().plus(jump))) {
                assertDecidesNothing(off);
                assertNothingHappenedTo(kept);
            }
        }
    }

    @Test
    void aDifferenceWithinTheLimitIsCorrected() {
        assumeClockOfItsOwn();
        Duration roundTrip = Duration.ofSeconds(1);
        for (Duration jump : new Duration[] {Duration.ofSeconds(28), Duration.ofSeconds(-28)}) {
            ahead.set(jump);
            String user = "corrected-" + jump.toSeconds();
            Booking hold = booking(right.submit(wanted(user).heldFor(new HoldTime(Duration.ofSeconds(20)))));
            assertThat(wrong.submit(new CatchUp(DELUXE))).isEqualTo(new Done<>(DELUXE, false));
            assertThat(right.read().booking(hold.id())).hasValue(hold);
            Booking booked = booking(wrong.submit(wanted(user + "-booked")));
            assertThat(Duration.between(hold.origin().at(), booked.origin().at()))
                    .isLessThan(roundTrip);
            assertThat(booked.origin().at()).isAfter(hold.origin().at().minus(roundTrip));
            assertThat(wrong.clockSkew()).isCloseTo(jump, roundTrip);
        }
    }
}
