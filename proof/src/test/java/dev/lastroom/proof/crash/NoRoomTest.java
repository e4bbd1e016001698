package dev.lastroom.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.stress.HttpSeller;
import dev.lastroom.proof.stress.SellerAnswer;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk is full or accepts no more writes while a server runs. Then it has room again. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class NoRoomTest {

    private static final RoomTypeId ROOM_TYPE = new RoomTypeId("deluxe");
    private static final int ROOMS = 100_000;
    private static final int REQUESTS_MAX = 20_000;
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);

    private final Stay season = Stay.of(LocalDate.now(ZoneOffset.UTC).plusDays(30), 3);
    private final Notes notes = new Notes();
    private final List<WantedBooking> all = new ArrayList<>();

    /** The duties of every database while its server's disk accepts nothing. */
    private void bookUntilThereIsNoRoom(HttpSeller seller, String reason) {
        SellerAnswer answer = bookNext(seller);
        while (answer.kind() == Kind.BOOKED && all.size() < REQUESTS_MAX) {
            answer = bookNext(seller);
        }
        assertThat(answer.detail()).isEqualTo("HTTP 503 STORE_UNAVAILABLE: " + reason);
        assertThat(seller.book(all.getLast().book()).detail())
                .as("the next attempt fails the same way")
                .isEqualTo(answer.detail());
        for (int i = 0; i < BreakerSettings.DEFAULT.failures(); i++) {
            // Until the breaker of bookings is open.
            assertThat(seller.book(all.getLast().book()).kind()).isNotEqualTo(Kind.BOOKED);
        }
        assertThat(seller.nights(ROOM_TYPE, season)).as("reads still work").hasSize(season.nights());
        assertThat(seller.recount().consistent()).isTrue();
    }

    private SellerAnswer bookNext(HttpSeller seller) {
        WantedBooking wanted =
                new WantedBooking(Book.of("guest", ROOM_TYPE.value(), season, 1).withKey("booking-" + all.size()));
        all.add(wanted);
        SellerAnswer answer = seller.book(wanted.book());
        if (answer.kind() == Kind.BOOKED) {
            wanted.isBooked(Objects.requireNonNull(answer.bookingId()));
        }
        return answer;
    }

    /** The same server recovers: it makes the refused booking now, and everything acknowledged is still there. */
    private void bookAgain(HttpSeller seller) {
        WantedBooking refused = all.getLast();
        long deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
        SellerAnswer answer = seller.book(refused.book());
        while (answer.kind() != Kind.BOOKED && System.nanoTime() - deadline < 0) {
            answer = seller.book(refused.book());
        }
        assertThat(answer.kind()).as(answer.detail()).isEqualTo(Kind.BOOKED);
        assertThat(answer.replayed()).as("the failed attempts booked nothing").isFalse();
        refused.isBooked(Objects.requireNonNull(answer.bookingId()));
        Guest guest = new Guest(seller, notes);
        assertThat(all).allMatch(guest::book);
    }

    private void assertNothingIsWrong(CrashBed bed) throws Exception {
        assertThat(bed.recover()).isEmpty();
        try (Store store = bed.open()) {
            new CrashCheck(store.reads(), ROOMS, notes).compare(all);
        }
        assertThat(notes.tally(1))
                .satisfies(
                        tally -> assertThat(tally.kept()).as(tally.toString()).isTrue());
    }

    /** To a process, a limit on the size of its files looks like a full disk. */
    @Nested
    @EnabledOnOs(OS.LINUX)
    class Sqlite {

        private static final String REASON = "The disk of the database cannot be read or written";

        private DurableSqlite bed;
        private ServerProcess server;

        @BeforeEach
        void start() throws IOException {
            bed = new DurableSqlite();
            server = ServerProcess.start(bed.folder(), List.of(bed.url()));
        }

        @AfterEach
        void stop() throws IOException {
            server.close();
            bed.close();
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1 << 18})
        void aFullDisk(long bytesLeft) throws Exception {
            try (HttpSeller seller = new HttpSeller(server.url(), null)) {
                seller.open(ROOM_TYPE, season, ROOMS);
                assertThat(bookNext(seller).kind()).isEqualTo(Kind.BOOKED);
                long log = Files.size(bed.folder().resolve("hotel.db-wal"));
                limitFiles(Long.toString(bytesLeft == 0 ? 0 : log + bytesLeft));
                bookUntilThereIsNoRoom(seller, REASON);
                limitFiles("unlimited");
                bookAgain(seller);
            }
            server.kill();
            assertThat(server.isCrashed()).isTrue();
            assertNothingIsWrong(bed);
        }

        private void limitFiles(String bytes) throws IOException, InterruptedException {
            Process prlimit = new ProcessBuilder(
                            "prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start();
            assertThat(prlimit.waitFor()).isZero();
        }
    }

    @Nested
    class Postgres {

        private DurablePostgres bed;
        private ServerProcess server;

        @BeforeEach
        void start() throws Exception {
            bed = new DurablePostgres(true);
            server = ServerProcess.start(bed.folder(), List.of(bed.url()));
        }

        @AfterEach
        void stop() throws IOException {
            server.close();
            bed.close();
        }

        @Test
        void aFullDisk() throws Exception {
            bed.execute("""
                    CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                      RAISE 'could not extend file' USING ERRCODE = 'disk_full';
                    END $$
                    """);
            noRoom(
                    "CREATE TRIGGER disk_full BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION disk_full()",
                    "DROP TRIGGER disk_full ON booking",
                    "The disk of the database is full");
        }

        @Test
        void aReadOnlyDatabase() throws Exception {
            noRoom(
                    "ALTER SYSTEM SET default_transaction_read_only = on",
                    "ALTER SYSTEM RESET default_transaction_read_only",
                    "The database is read-only");
        }

        private void noRoom(String taken, String givenBack, String reason) throws Exception {
            try (HttpSeller seller = new HttpSeller(server.url(), null)) {
                seller.open(ROOM_TYPE, season, ROOMS);
                assertThat(bookNext(seller).kind()).isEqualTo(Kind.BOOKED);
                bed.execute(taken);
                bed.execute("SELECT pg_reload_conf()");
                bookUntilThereIsNoRoom(seller, reason);
                bed.execute(givenBack);
                bed.execute("SELECT pg_reload_conf()");
                bookAgain(seller);
            }
            assertNothingIsWrong(bed);
        }
    }
}
