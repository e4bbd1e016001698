package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.Hotel.DELUXE;
import static dev.lastroom.store.testkit.Hotel.TODAY;
import static dev.lastroom.store.testkit.Hotel.book;
import static dev.lastroom.store.testkit.Hotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Outcome.Done;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases that were written by each released version, as files of SQL, are opened by this one. The testing guide says
 * how a release adds its own; what is in them, {@link #aDay} has done, and {@link #keeps} expects.
 */
public abstract class UpgradeContract {

    private static final Path FIXTURES = Path.of("src/test/resources/schemas");

    /** Opens a fresh database, without a schema. */
    protected abstract TestDatabase database();

    /** Lets {@code day} happen in a fresh database, and gives the SQL that makes it again, schema and rows. */
    protected abstract String dumpAfter(Consumer<Store> day) throws Exception;

    /** Runs a file of SQL. */
    protected abstract void load(TestDatabase database, String sql) throws Exception;

    static List<Path> fixtures() {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aDatabaseOfAnEarlierVersionKeepsWhatIsInIt(Path fixture) throws Exception {
        try (TestDatabase database = database()) {
            load(database, Files.readString(fixture));
            try (BookingEngine engine = Hotel.engine(database.open())) {
                keeps(engine);
            }
        }
    }

    /** Not only old databases keep what the contract expects: so a fixture that is written now will be right. */
    @Test
    void aDatabaseOfThisVersionKeepsWhatIsInItToo() {
        try (TestDatabase database = database();
                BookingEngine engine = Hotel.engine(database.open())) {
            aDay(engine);
            keeps(engine);
        }
    }

    /** Run it once for a release, with {@code -Dlastroom.fixture=0.1.0}. */
    @Test
    @EnabledIfSystemProperty(named = "lastroom.fixture", matches = ".+")
    void writeTheFixtureOfThisVersion() throws Exception {
        String sql = dumpAfter(store -> {
            try (BookingEngine engine = Hotel.engine(store)) {
                aDay(engine);
            }
        });
        Path file = FIXTURES.resolve(System.getProperty("lastroom.fixture") + ".sql");
        Files.createDirectories(FIXTURES);
        Files.writeString(file, sql);
        assertThat(file).isNotEmptyFile();
    }

    /** Bookings under given and derived keys, a refusal under a key, and a cancel. */
    private static void aDay(BookingEngine engine) {
        Hotel.open(engine, 4, 6);
        booking(engine.submit(book("ann", 0, 3, 2).withKey("kept")));
        booking(engine.submit(book("bob", 2, 2, 1)));
        Booking gone = booking(engine.submit(book("cyd", 1, 2, 1).withKey("gone")));
        engine.submit(new Cancel(gone.id(), gone.userId()));
        engine.submit(book("dan", 1, 2, 4).withKey("refused"));
    }

    private static void keeps(BookingEngine engine) {
        assertThat(engine.read().integrity()).isEqualTo(new IntegrityReport(6, 2, List.of()));
        assertThat(booked(engine)).containsExactly(2, 2, 3, 1, 0, 0);
        List<Booking> bookings = engine.read()
                .bookings(BookingFilter.ALL, new Page.Request(10, null))
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
