package dev.lastroom.proof.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.replay.HistoryFile.Status;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import dev.lastroom.store.testkit.model.ModelStore;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {

    private static final int IN_FLIGHT_MAX = 64;
    private static final List<Status> STATUSES = List.of(Status.CHECK_OUT, Status.CANCELED, Status.NO_SHOW);

    @TempDir
    Path folder;

    @Test
    void everyRuleOfTheHistoryIsKept() throws Exception {
        try (BookingEngine engine = engine(new ModelStore())) {
            assertThatEveryRuleIsKept(replay(engine, "run-1", HistoryFile.ofEveryRule()));
        }
    }

    @Test
    void aDatabaseCanBeUsedAgain() throws Exception {
        try (BookingEngine engine = engine(SqliteStore.open(SqliteSettings.of(folder.resolve("twice.db"))))) {
            assertThatEveryRuleIsKept(replay(engine, "run-1", HistoryFile.ofEveryRule()));
            assertThatEveryRuleIsKept(replay(engine, "run-2", HistoryFile.ofEveryRule()));
            assertThat(engine.read().integrity().bookingsChecked()).isEqualTo(2 * 4);
        }
    }

    /** {@link HistoryFile#ofEveryRule} explains how these numbers come about. */
    private static void assertThatEveryRuleIsKept(ReplayResult result) {
        assertThat(result.rows()).isEqualTo(10);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.accepted()).isEqualTo(7);
        assertThat(result.refused()).isEqualTo(2);
        assertThat(result.cancelled()).isEqualTo(3);
        assertThat(result.roomNights()).isEqualTo(2 + 2 + 1 + 1);
        assertThat(result.roomTypes()).isEqualTo(3);
        assertThat(result.consistent()).isTrue();
    }

    @Test
    void aRunWhoseNameWasUsedBeforeFailsAndSaysWhere() throws Exception {
        try (BookingEngine engine = engine(new ModelStore())) {
            ReplayResult _ = replay(engine, "run-1", HistoryFile.ofEveryRule());

            assertThatThrownBy(() -> replay(engine, "run-1", HistoryFile.ofEveryRule()))
                    .isInstanceOf(ReplayFailedException.class)
                    .hasMessageContaining("row ");
        }
    }

    @Test
    void aClosedEngineFailsTheRun() {
        BookingEngine engine = engine(new ModelStore());
        engine.close();

        assertThatThrownBy(() -> replay(engine, "run-1", HistoryFile.ofEveryRule()))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessageContaining("STORE_UNAVAILABLE");
    }

    @Test
    void aResultIsConsistentOnlyIfOutcomesAndRecordAgree() throws Exception {
        try (BookingEngine engine = engine(new ModelStore())) {
            ReplayResult right = replay(engine, "run-1", HistoryFile.ofEveryRule());
            ReplayResult wrong = new ReplayResult(
                    right.rows(),
                    right.skipped(),
                    right.accepted(),
                    right.refused(),
                    right.cancelled(),
                    right.roomNights(),
                    right.recordedRoomNights() - 1,
                    right.roomTypes(),
                    right.integrity(),
                    right.took(),
                    right.confirmed(),
                    right.occupancy());

            assertThat(right.consistent()).isTrue();
            assertThat(wrong.consistent()).isFalse();
        }
    }

    @Test
    void randomHistoriesEndAsAPlainLoopOverTheRulesSays() throws Exception {
        long seed = Long.getLong("lastroom.seed", System.nanoTime());
        Expected expected = new Expected();
        HistoryFile file = randomHistory(seed, expected);
        try (BookingEngine engine = engine(new ModelStore())) {
            ReplayResult result = replay(engine, "run-1", file);

            assertThat(List.of(result.accepted(), result.refused(), result.cancelled(), result.roomNights()))
                    .as("-Dlastroom.seed=%d", seed)
                    .isEqualTo(expected.numbers());
            assertThat(result.refused())
                    .as("refusals, -Dlastroom.seed=%d", seed)
                    .isPositive();
            assertThat(result.consistent()).isTrue();
        }
    }

    @Test
    void withHoldsTheSameRoomsAreSoldAndAllHoldsAreConfirmed() throws Exception {
        long seed = Long.getLong("lastroom.seed", System.nanoTime());
        HistoryFile file = randomHistory(seed, new Expected());
        DayClock clock = new DayClock();
        try (BookingEngine plain = engine(new ModelStore());
                BookingEngine held = new BookingEngine(
                        SqliteStore.open(SqliteSettings.of(folder.resolve("held.db"))),
                        EngineSettings.DEFAULT,
                        clock,
                        IdSource.secure(),
                        EngineListener.NONE)) {
            ReplayResult expected = replay(plain, "run-1", file);
            ReplayResult result = replay(held, "run-1", file, new ReplayPlan(true, 100, 0), clock);

            assertThat(List.of(result.accepted(), result.refused(), result.cancelled(), result.roomNights()))
                    .as("-Dlastroom.seed=%d", seed)
                    .containsExactly(
                            expected.accepted(), expected.refused(), expected.cancelled(), expected.roomNights());
            assertThat(result.confirmed()).isEqualTo(result.accepted());
            assertThat(expected.confirmed()).isZero();
            assertThat(result.consistent()).isTrue();
        }
    }

    /** Five rooms, sold with an allowance of a quarter: six sold, of which five exist. */
    @Test
    void guestsBeyondTheRoomsAreWalkedInTheOrderOfTheFile() throws Exception {
        LocalDate day = LocalDate.of(2016, 3, 10);
        HistoryFile file = new HistoryFile();
        // On the second day, five guests who later checked out are there at once, so there are five rooms.
        for (int guest = 0; guest < 4; guest++) {
            file.row("Hotel", "A", day, 30, 2, Status.CHECK_OUT, day.plusDays(2));
        }
        file.row("Hotel", "A", day.plusDays(1), 20, 2, Status.CHECK_OUT, day.plusDays(3));
        // Sold as the sixth, but the guest does not come, so no guest is walked.
        file.row("Hotel", "A", day.plusDays(1), 10, 1, Status.NO_SHOW, day.plusDays(1));
        ReplayResult exact;
        ReplayResult more;
        try (BookingEngine engine = engine(new ModelStore())) {
            exact = replay(engine, "run-1", file);
            more = replay(engine, "run-2", file, new ReplayPlan(false, 100, 25), new DayClock());
        }
        assertThat(exact.refused()).isEqualTo(1);
        assertThat(more.refused()).isZero();
        Occupancy type = more.occupancy().getFirst();
        assertThat(type.rooms()).isEqualTo(5);
        assertThat(type.sold()).isEqualTo(6);
        assertThat(type.came()).isEqualTo(5);
        assertThat(type.walked()).isZero();
    }

    @Test
    void aHotelThatSellsMoreRoomsThanItHasWalksGuests() throws Exception {
        long seed = Long.getLong("lastroom.seed", System.nanoTime());
        HistoryFile file = randomHistory(seed, new Expected());
        try (BookingEngine engine = engine(new ModelStore())) {
            ReplayResult exact = replay(engine, "run-1", file, new ReplayPlan(false, 50, 0), new DayClock());
            ReplayResult more = replay(engine, "run-2", file, new ReplayPlan(false, 50, 100), new DayClock());

            assertThat(exact.occupancy()).extracting(Occupancy::walked).containsOnly(0L);
            assertThat(more.occupancy().stream().mapToLong(Occupancy::walked).sum())
                    .as("-Dlastroom.seed=%d", seed)
                    .isPositive();
            assertThat(more.accepted()).isGreaterThan(exact.accepted());
        }
    }

    /** If no more rooms are sold than exist, no guest is ever walked. If twice as many are sold, somebody is. */
    @Test
    void noGuestIsWalkedUnlessMoreRoomsAreSoldThanExist() {
        List<HistoryRow> rows = new ArrayList<>();
        for (int guest = 1; guest <= 3; guest++) {
            rows.add(new HistoryRow(
                    guest,
                    new HistoryRow.RoomTypeName("Hotel", "A"),
                    LocalDate.of(2016, 1, 1),
                    Stay.of(LocalDate.of(2016, 3, 30), 3),
                    null,
                    true,
                    BigDecimal.TEN));
        }
        RoomTypeHistory all = RoomTypeHistory.of(rows);
        RoomTypeHistory smaller =
                new RoomTypeHistory(all.hotel(), all.name(), 2, all.pricePerNight(), all.nights(), all.events());

        assertThat(Occupancy.of(all, ReplayPlan.PLAIN, Set.of(1L, 2L, 3L)).walked())
                .isZero();
        Occupancy walked = Occupancy.of(smaller, new ReplayPlan(false, 100, 50), Set.of(1L, 2L, 3L));
        assertThat(walked.walked()).isEqualTo(1);
        assertThat(walked.walkedRoomNights()).isEqualTo(3);
        assertThat(walked.months())
                .containsExactly(
                        Map.entry(YearMonth.of(2016, 3), new Occupancy.RoomNights(4, 4, 2)),
                        Map.entry(YearMonth.of(2016, 4), new Occupancy.RoomNights(2, 2, 1)));
        assertThat(Occupancy.of(smaller, new ReplayPlan(false, 100, 50), Set.of(1L, 3L))
                        .walked())
                .isZero();
    }

    private static HistoryFile randomHistory(long seed, Expected expected) {
        SplittableRandom random = new SplittableRandom(seed);
        HistoryFile file = new HistoryFile();
        for (int i = 0; i < 1_000; i++) {
            LocalDate arrival = LocalDate.of(2016, 1, 1).plusDays(random.nextInt(60));
            int lead = random.nextInt(20);
            int nights = random.nextInt(6);
            Status status = STATUSES.get(random.nextInt(STATUSES.size()));
            LocalDate cancelledOn = arrival.minusDays(random.nextInt(lead + 1));
            String roomType = Character.toString('A' + random.nextInt(3));
            file.row("Hotel", roomType, arrival, lead, nights, status, cancelledOn);
            if (nights > 0) {
                expected.rows.add(new Expected.Row(roomType, arrival, lead, nights, status, cancelledOn));
            }
        }
        return file;
    }

    /** The rules once more, as a plain loop over days and rows that is too slow for a long history. */
    private static final class Expected {

        private record Row(
                String roomType, LocalDate arrival, int lead, int nights, Status status, LocalDate cancelledOn) {

            LocalDate bookedOn() {
                return arrival.minusDays(lead);
            }

            List<String> roomNights() {
                return arrival.datesUntil(arrival.plusDays(nights))
                        .map(night -> roomType + night)
                        .toList();
            }

            boolean isCancelledOn(LocalDate day) {
                return status == Status.CANCELED && cancelledOn.equals(day);
            }
        }

        private final List<Row> rows = new ArrayList<>();
        private final Map<String, Integer> sold = new HashMap<>();
        private final Set<Integer> live = new HashSet<>();
        private long accepted;
        private long refused;
        private long cancelled;

        List<Long> numbers() {
            for (int day = -20; day < 80; day++) {
                LocalDate date = LocalDate.of(2016, 1, 1).plusDays(day);
                for (int i = 0; i < rows.size(); i++) {
                    if (rows.get(i).isCancelledOn(date)
                            && !rows.get(i).bookedOn().equals(date)) {
                        cancel(i);
                    }
                }
                for (int i = 0; i < rows.size(); i++) {
                    if (rows.get(i).bookedOn().equals(date)) {
                        book(i);
                        if (rows.get(i).isCancelledOn(date)) {
                            cancel(i);
                        }
                    }
                }
            }
            long roomNights =
                    sold.values().stream().mapToLong(Integer::longValue).sum();
            return List.of(accepted, refused, cancelled, roomNights);
        }

        private int capacity(String roomType) {
            Map<String, Integer> used = new HashMap<>();
            rows.stream()
                    .filter(row -> row.roomType().equals(roomType) && row.status() == Status.CHECK_OUT)
                    .flatMap(row -> row.roomNights().stream())
                    .forEach(night -> used.merge(night, 1, Integer::sum));
            return used.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        }

        private void book(int row) {
            int capacity = capacity(rows.get(row).roomType());
            List<String> nights = rows.get(row).roomNights();
            if (nights.stream().allMatch(night -> sold.getOrDefault(night, 0) < capacity)) {
                nights.forEach(night -> sold.merge(night, 1, Integer::sum));
                live.add(row);
                accepted++;
            } else {
                refused++;
            }
        }

        private void cancel(int row) {
            if (live.remove(row)) {
                rows.get(row).roomNights().forEach(night -> sold.merge(night, -1, Integer::sum));
                cancelled++;
            }
        }
    }

    private ReplayResult replay(BookingEngine engine, String run, HistoryFile file) throws Exception {
        return replay(engine, run, file, ReplayPlan.PLAIN, new DayClock());
    }

    private ReplayResult replay(BookingEngine engine, String run, HistoryFile file, ReplayPlan plan, DayClock clock)
            throws Exception {
        StayHistory history = HistoryReader.read(Files.write(folder.resolve("history.csv"), file.plain()));
        Replayer replayer = new Replayer(engine, run, IN_FLIGHT_MAX, plan, clock);
        ReplayResult result = replayer.run(history);
        assertThat(replayer.done()).isEqualTo(history.events());
        return result;
    }

    private static BookingEngine engine(Store store) {
        return new BookingEngine(
                store, EngineSettings.DEFAULT, InstantSource.system(), IdSource.secure(), EngineListener.NONE);
    }
}
