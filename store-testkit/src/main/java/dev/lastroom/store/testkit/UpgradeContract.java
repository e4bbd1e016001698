package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This version opens the databases of every released version, which are kept as SQL files. The testing guide says how a
 * release adds its own. {@link #aDay} makes their contents, and {@link #keeps} checks them.
 */
public abstract class UpgradeContract {

    private static final Path FIXTURES = Path.of("src/test/resources/schemas");
    private static final RoomTypeId SUITE = new RoomTypeId("suite");
    private static final BookGroup GROUP = new BookGroup(
                    new UserId("gus"),
                    List.of(suite("gus", 0, 1).wanted(), suite("gus", 1, 1).wanted()),
                    null,
                    null)
            .withKey("group");
    private static final CreateAllotment TOUR = new CreateAllotment(
                    null, SUITE, "tour", Stay.of(TODAY.plusDays(3), 2), 1, Release.NONE, null)
            .withKey("tour");
    private static final Join OFFERED = Join.insteadOf(suite("jon", 2, 1)).withKey("offered");
    private static final Join WAITS = Join.insteadOf(suite("kim", 5, 1)).withKey("waits");

    static List<Path> fixtures() {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aDatabaseOfAnEarlierVersionKeepsWhatIsInIt(Path fixture, TestDatabase database) throws Exception {
        database.load(Files.readString(fixture));
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            keeps(engine);
        }
    }

    /** New databases keep what the contract expects too, so a fixture written now will be right. */
    @Test
    void aDatabaseOfThisVersionKeepsWhatIsInItToo(TestDatabase database) {
        aDay(database.open());
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            keeps(engine);
        }
    }

    /** Writes the fixture that {@code -Dlastroom.fixture=0.1.0} names: the SQL that makes the database again. */
    public static void writeFixture(String sql) throws IOException {
        Files.createDirectories(FIXTURES);
        Files.writeString(FIXTURES.resolve(System.getProperty("lastroom.fixture") + ".sql"), sql);
    }

    /** Uses keys of all kinds, given and derived, and what they stand for. Closes the store. */
    public static void aDay(Store store) {
        AtomicReference<Instant> clock = new AtomicReference<>(GrandHotel.NOON);
        try (BookingEngine engine = GrandHotel.engine(store, clock::get)) {
            GrandHotel.open(engine, 4, 6);
            booking(engine.submit(book("ann", 0, 3, 2).withKey("kept")));
            booking(engine.submit(book("bob", 2, 2, 1)));
            Booking gone = booking(engine.submit(book("cyd", 1, 2, 1).withKey("gone")));
            engine.submit(new Cancel(gone.id(), gone.userId()));
            engine.submit(book("dan", 1, 2, 4).withKey("refused"));

            engine.submit(SaveRoomType.of(SUITE.value(), GrandHotel.PROPERTY, "Suite", 2, GrandHotel.PRICE))
                    .orElseThrow();
            engine.submit(new OpenNights(SUITE, TODAY, TODAY.plusDays(6), null, null))
                    .orElseThrow();
            BookingGroup group = engine.submit(GROUP).orElseThrow();
            engine.submit(TOUR).orElseThrow();
            Booking full = engine.submit(suite("hal", 2, 2)).orElseThrow();
            WaitlistEntry offered = engine.submit(OFFERED).orElseThrow();
            engine.submit(new Cancel(full.id(), null)).orElseThrow();
            engine.submit(suite("ida", 5, 2)).orElseThrow();
            engine.submit(WAITS).orElseThrow();

            clock.set(GrandHotel.NOON.plusSeconds(60));
            engine.submit(cancelItem(group)).orElseThrow();
            engine.submit(accept(offered.id())).orElseThrow();
        }
    }

    private static Book suite(String user, int day, int rooms) {
        return Book.of(user, SUITE.value(), Stay.of(TODAY.plusDays(day), 1), rooms);
    }

    private static Cancel cancelItem(BookingGroup group) {
        return new Cancel(Target.of(group.first().id()).withKey("item"));
    }

    private static AdvanceEntry accept(EntryId offered) {
        return new AdvanceEntry(EntryTarget.of(offered).withKey("accept"), WaitlistStep.ACCEPT);
    }

    /** Checks that keys still stand for the same. If that was never kept, a command finds everything already done. */
    private static void keepsWhatKeysStandFor(BookingEngine engine) {
        BookingGroup group = replayed(engine.submit(GROUP));
        assertThat(engine.read().group(group.id())).isEqualTo(group.bookings());
        assertThat(group.bookings())
                .extracting(Booking::status)
                .containsExactly(BookingStatus.CANCELLED, BookingStatus.PROVISIONAL);
        assertThat(replayed(engine.submit(cancelItem(group)))).isEqualTo(group.first());
        assertThat(replayed(engine.submit(TOUR)).allotment().name()).isEqualTo("tour");
        assertThat(replayed(engine.submit(WAITS)).status()).isEqualTo(WaitlistStatus.WAITING);
        WaitlistEntry accepted = replayed(engine.submit(OFFERED));
        assertThat(accepted.status()).isEqualTo(WaitlistStatus.ACCEPTED);
        assertThat(replayed(engine.submit(accept(accepted.id())))).isEqualTo(accepted);
        assertThat(engine.read().nights(SUITE, TODAY, TODAY.plusDays(6)))
                .extracting(Night::booked)
                .containsExactly(0, 1, 1, 1, 1, 2);
    }

    private static <R> R replayed(Outcome<R> outcome) {
        R value = outcome.orElseThrow();
        assertThat(outcome).isEqualTo(new Done<>(value, true));
        return value;
    }

    private static void keeps(BookingEngine engine) {
        assertThat(engine.read().integrity()).isEqualTo(new IntegrityReport(12, 5, List.of()));
        assertThat(booked(engine)).containsExactly(2, 2, 3, 1, 0, 0);
        List<Booking> bookings = engine.read()
                .bookings(new BookingFilter(null, null, DELUXE, null, null, null), new PageRequest(10, null))
                .items();
        assertThat(bookings).hasSize(3);

        for (Booking booking : bookings) {
            boolean cancelled = booking.status() == BookingStatus.CANCELLED;
            switch (booking.userId().value()) {
                case "ann" ->
                    assertThat(engine.submit(book("ann", 0, 3, 2).withKey("kept")))
                            .isEqualTo(new Done<>(booking, true));
                case "bob" -> assertThat(engine.submit(book("bob", 2, 2, 1))).isEqualTo(new Done<>(booking, true));
                case "cyd" -> {
                    assertThat(cancelled).isTrue();
                    assertThat(engine.submit(book("cyd", 1, 2, 1).withKey("gone")))
                            .isEqualTo(new Done<>(booking, true));
                    assertThat(engine.submit(new Cancel(booking.id(), booking.userId())))
                            .isEqualTo(new Done<>(booking, true));
                }
                default -> throw new AssertionError(booking);
            }
            assertThat(engine.read().keyOf(booking)).isPresent();
        }
        assertThat(engine.submit(book("dan", 1, 2, 4).withKey("refused")))
                .isEqualTo(new Refused<>(new InsufficientInventory(DELUXE, 4, 2, TODAY.plusDays(1)), true));

        keepsWhatKeysStandFor(engine);

        booking(engine.submit(book("eve", 4, 2, 4)));
        assertThat(booked(engine)).containsExactly(2, 2, 3, 1, 4, 4);
        assertThat(engine.read().integrity().drift()).isEmpty();
    }

    private static List<Integer> booked(BookingEngine engine) {
        return engine.read().nights(DELUXE, TODAY, TODAY.plusDays(6)).stream()
                .map(Night::booked)
                .toList();
    }
}
